import type { OidcProvider } from '../iam/state.ts';
import type { Claims } from './web-identity-token.ts';

type Entry = readonly [string, readonly string[]];

/** Claims of every provider that trust policies may look at. */
const CLAIMS = ['aud', 'sub', 'amr'];

/** More of them, for providers that STS knows. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  'token.actions.githubusercontent.com': [
    ...['actor', 'actor_id', 'enterprise_id', 'environment', 'job_workflow_ref', 'ref', 'repository'],
    ...['repository_id', 'workflow'],
  ],
};

/**
 * A token's claims as condition keys: `token.actions.githubusercontent.com:sub`.
 * @returns `trust` for the trust policy, `session` for all policies while the session lasts
 */
export function conditionKeysOf({ url, arn }: OidcProvider, claims: Claims) {
  const entries = (names: readonly string[]): Entry[] =>
    names.flatMap((name) => {
      const value = claims[name];
      if (value === undefined || value === null) return [];
      return [[`${url}:${name}`, Array.isArray(value) ? value.map(String) : [String(value)]] as const];
    });
  const provider: Entry = ['aws:FederatedProvider', [arn]];
  return {
    trust: [provider, ...entries([...CLAIMS, ...(MORE[url] ?? [])])],
    session: new Map([provider, ...entries(CLAIMS)]),
  };
}
