import type { Clock } from '../../../lib/action/clock.ts';
import { DEFAULT_ACCOUNT } from '../kernel/call.ts';
import type { Iam } from './iam.ts';
import { parsePolicy } from './policy/document.ts';
import type { RoleRecord } from './state.ts';

/** Credentials as every client takes them. */
export interface LentCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Gives somebody a session that lasts, of a role with one policy, under an access key that judges know him by. */
export type LendKey = (accessKeyId: string, policy: string) => LentCredentials;

/** No call is made for it: it takes no time, and no judge counts it. There is one role for each policy. */
export function createKeyLender({ clock, iam }: { readonly clock: Clock; readonly iam: Iam }): LendKey {
  const { roles } = iam.store.of(DEFAULT_ACCOUNT);
  const known = new Map<string, RoleRecord>();

  function roleWith(policy: string): RoleRecord {
    const role = known.get(policy) ?? createRole(`lent-${known.size + 1}`, policy, clock.now());
    known.set(policy, role);
    roles.set(role.name, role);
    return role;
  }

  return (accessKeyId, policy) => {
    const role = roleWith(policy);
    const sessionToken = role.name;
    iam.sessions.lend(accessKeyId, sessionToken, {
      ...{ kind: 'session', account: DEFAULT_ACCOUNT, role, sessionName: accessKeyId },
      arn: `arn:aws:sts::${DEFAULT_ACCOUNT}:assumed-role/${role.name}/${accessKeyId}`,
      userId: `${role.id}:${accessKeyId}`,
      ...{ sessionPolicies: undefined, tags: new Map(), transitiveTags: new Set(), federation: new Map() },
      ...{ issuedAt: clock.now(), expiresAt: Number.POSITIVE_INFINITY },
    });
    return { accessKeyId, secretAccessKey: 'lent', sessionToken };
  };
}

function createRole(name: string, policy: string, now: number): RoleRecord {
  return {
    ...{ name, path: '/', arn: `arn:aws:iam::${DEFAULT_ACCOUNT}:role/${name}`, id: `AROA${name}` },
    ...{ createdAt: new Date(now), description: undefined, maxSessionDuration: 3600 },
    ...{
      tags: new Map(),
      attached: new Set(),
      inline: new Map([['policy', parsePolicy(policy, 'identity')]]),
    },
    trust: { text: '', version: '2012-10-17', statements: [] },
  };
}
