import type { Clock } from '../../../../lib/action/clock.ts';
import type { Call } from '../../kernel/call.ts';
import type { Attempt, Guard, JournalEntry } from '../../kernel/dispatch.ts';
import { notImplemented } from '../../kernel/errors.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Iam } from '../iam.ts';
import { parsePolicy } from '../policy/document.ts';
import { evaluate, type PolicySet } from '../policy/evaluate.ts';
import { authorize, policiesOf } from './authorize.ts';
import { contextOf } from './context.ts';
import type { Lookup, Need, Place } from './need.ts';
import { ACCESS_TABLES } from './tables.ts';

/** Holds callers to their policies. */
export interface Access {
  /** Asks before every call. */
  readonly guard: Guard;
  /**
   * For calls that AWS itself makes with somebody's permissions.
   * @throws AwsError the service's denial
   */
  requireCall(call: Caller & Pick<Call, 'operation'>, input: object): Promise<void>;
  /**
   * For what is no call: whether somebody may do something there.
   * @throws AwsError the service's denial
   */
  require(caller: Caller, need: NamedNeed): Promise<void>;
  /** Actions that somebody with this policy and no other would have been denied in that call. For judges. */
  denialsUnder(policy: string, entry: Pick<JournalEntry, 'call' | 'input'>): Promise<readonly string[]>;
}

type NamedNeed = Need & { readonly action: string };

type Caller = Pick<Call, 'principal' | 'service' | 'account' | 'region'>;

export interface AccessPorts {
  readonly clock: Clock;
  readonly iam: Iam;
  readonly lookup: Lookup;
}

/**
 * Administrators, whose keys nobody issued, are not looked at; a call without a signature proves itself by what is in it.
 */
export function createAccess({ clock, iam, lookup }: AccessPorts): Access {
  async function* requestsOf(caller: Caller, needs: readonly NamedNeed[], policies: PolicySet) {
    for (const need of needs) {
      for (const resource of need.resources) {
        const entries = await entriesOf(need, resource, caller, policies, lookup);
        yield { action: need.action, resource, context: contextOf(caller, clock.now(), entries), need };
      }
    }
  }

  async function requireAll(caller: Caller, needs: readonly NamedNeed[]) {
    const policies = policiesOf(iam.store, caller.principal);
    const { namesAnyResource } = ACCESS_TABLES[caller.service] ?? {};
    for await (const { need, ...request } of requestsOf(caller, needs, policies)) {
      authorize(policies, caller, request, { namesAnyResource, words: need.denial });
    }
  }

  async function needsOf(call: Caller & Pick<Call, 'operation'>, input: object): Promise<NamedNeed[]> {
    const { service, operation } = call;
    const table = ACCESS_TABLES[service];
    const row = table?.rows[operation];
    // What a call needs must not be guessed.
    if (!table || !row) throw notImplemented(`permissions for ${service}:${operation}`);
    const needs = [await row(input, call, lookup)].flat();
    return needs.map((need) => ({ ...need, action: need.action ?? `${table.prefix}:${operation}` }));
  }

  async function requireCall(call: Caller & Pick<Call, 'operation'>, input: object) {
    if (!isFree(call.principal)) await requireAll(call, await needsOf(call, input));
  }

  return {
    guard: ({ call, input, service }: Attempt) =>
      requireCall({ ...call, service: service.model.name }, input ?? {}),
    requireCall,
    async require(caller, need) {
      if (!isFree(caller.principal)) await requireAll(caller, [need]);
    },
    async denialsUnder(policy, { call, input }) {
      const policies = { identity: [parsePolicy(policy, 'identity')] };
      const denied = new Set<string>();
      for await (const request of requestsOf(call, await needsOf(call, input ?? {}), policies)) {
        if (evaluate(request, policies)) denied.add(request.action);
      }
      return [...denied];
    },
  };
}

function isFree({ kind }: Principal): boolean {
  return kind === 'administrator' || kind === 'anonymous';
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
