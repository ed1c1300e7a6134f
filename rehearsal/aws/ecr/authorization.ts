import type * as sdk from '@aws-sdk/client-ecr';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Call } from '../kernel/call.ts';
import { administratorOf, type Principal } from '../kernel/principal.ts';
import type { Random } from '../kernel/random.ts';
import type { Place } from './store.ts';

/** Whose password it is: it may do what he may, at the time when it is used. */
export interface Holder extends Place {
  readonly principal: Principal;
}

/** Passwords for the registry, each good for twelve hours, for the account and region that it was given in. */
export interface Authorization {
  /** Without a principal it is the account's administrator's. */
  issue(holder: Place & Partial<Holder>): { readonly password: string; readonly expiresAt: Date };
  /** Whose password it is, or why it is none. */
  check(password: string): Holder | 'unknown' | 'expired';
}

/** The user name that goes with every password. */
export const REGISTRY_USER = 'AWS';

const LIFETIME = 12 * 60 * 60 * 1000;
/** How long after its end a password is still known to have been one. */
const REMEMBERED = LIFETIME;

export function createAuthorization({ clock, random }: { clock: Clock; random: Random }): Authorization {
  const issued = new Map<string, { readonly holder: Holder; readonly expiresAt: Date }>();

  /** The oldest stand first, and all live equally long. */
  function forgetExpired(): void {
    for (const [password, { expiresAt }] of issued) {
      if (expiresAt.getTime() + REMEMBERED > clock.now()) return;
      issued.delete(password);
    }
  }

  return {
    issue({ account, region, principal = administratorOf(account) }) {
      forgetExpired();
      // AWS's tokens are long and opaque; of this length a client that cuts them short is found out.
      const password = Buffer.from(random.hex(1024), 'hex').toString('base64url');
      const expiresAt = new Date(clock.now() + LIFETIME);
      issued.set(password, { holder: { account, region, principal }, expiresAt });
      return { password, expiresAt };
    },
    check(password) {
      const token = issued.get(password);
      if (!token) return 'unknown';
      return token.expiresAt.getTime() <= clock.now() ? 'expired' : token.holder;
    },
  };
}

/** GetAuthorizationToken. The registry ids that a caller may still name change nothing about the token. */
export function createGetAuthorizationToken(authorization: Authorization, registryHost: () => string) {
  return (input: sdk.GetAuthorizationTokenRequest, call: Call): sdk.GetAuthorizationTokenResponse => {
    const count = Math.max(1, input.registryIds?.length ?? 0);
    return {
      authorizationData: Array.from({ length: count }, () => {
        const { password, expiresAt } = authorization.issue(call);
        return {
          authorizationToken: Buffer.from(`${REGISTRY_USER}:${password}`).toString('base64'),
          expiresAt,
          proxyEndpoint: `http://${registryHost()}`,
        };
      }),
    };
  };
}
