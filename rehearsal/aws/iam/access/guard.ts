import type { Clock } from '../../../../lib/action/clock.ts';
import type { Attempt, Guard } from '../../kernel/dispatch.ts';
import { notImplemented } from '../../kernel/errors.ts';
import type { Iam } from '../iam.ts';
import type { PolicySet } from '../policy/evaluate.ts';
import { authorize, policiesOf } from './authorize.ts';
import { contextOf } from './context.ts';
import type { Lookup, Need, Place } from './need.ts';
import { ACCESS_TABLES } from './tables.ts';

export interface AccessPorts {
  readonly clock: Clock;
  readonly iam: Iam;
  readonly lookup: Lookup;
}

/**
 * Asks before every call whether its caller's policies allow it. Administrators, whose keys nobody issued, are not
 * looked at; a call without a signature proves itself by what is in it.
 */
export function createAccessGuard(ports: AccessPorts): Guard {
  return async ({ call, input, service }: Attempt) => {
    const { kind } = call.principal;
    if (kind === 'administrator' || kind === 'anonymous') return;
    const table = ACCESS_TABLES[service.model.name];
    const row = table?.rows[call.operation];
    // What a call needs must not be guessed.
    if (!table || !row) throw notImplemented(`permissions for ${service.model.name}:${call.operation}`);
    const policies = policiesOf(ports.iam.store, call.principal);
    const needs = [await row(input ?? {}, call, ports.lookup)].flat();
    for (const need of needs) {
      const action = need.action ?? `${table.prefix}:${call.operation}`;
      for (const resource of need.resources) {
        const context = contextOf(
          call,
          ports.clock.now(),
          await entriesOf(need, resource, call, policies, ports.lookup),
        );
        authorize(
          policies,
          { ...call, service: service.model.name },
          { action, resource, context },
          table.namesAnyResource ?? true,
        );
      }
    }
  };
}

/** The action's own keys, and the resource's tags when a policy looks at them. */
async function entriesOf(
  { context = {} }: Need,
  resource: string,
  place: Place,
  policies: PolicySet,
  lookup: Lookup,
): Promise<[string, readonly string[]][]> {
  const own = Object.entries(context).flatMap(([key, value]): [string, readonly string[]][] =>
    value === undefined ? [] : [[key, Array.isArray(value) ? value : [String(value)]]],
  );
  const account = resource.split(':')[4];
  if (account) own.push(['aws:ResourceAccount', [account]]);
  if (resource === '*' || !looksAtTags(policies)) return own;
  const service = resource.split(':')[2];
  for (const [key, value] of await lookup.tagsOf(resource, place)) {
    own.push([`aws:ResourceTag/${key}`, [value]], [`${service}:ResourceTag/${key}`, [value]]);
  }
  return own;
}

function looksAtTags({ identity, boundary, session = [] }: PolicySet): boolean {
  return [...identity, ...session, ...(boundary ? [boundary] : [])].some(({ text }) =>
    /ResourceTag\//i.test(text),
  );
}
