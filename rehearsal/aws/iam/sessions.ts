import type { Clock } from '../../../lib/action/clock.ts';
import type { IssuedKeys, Principal } from '../kernel/principal.ts';
import type { Random } from '../kernel/random.ts';
import type { PolicyDocument } from './policy/document.ts';
import { type RoleRecord, type UserRecord, uniqueId } from './state.ts';

/** Somebody who has assumed a role, until `expiresAt`. */
export interface SessionPrincipal extends Principal {
  readonly kind: 'session';
  readonly role: RoleRecord;
  readonly sessionName: string;
  /** Given when the role was assumed; they allow nothing by themselves and limit what the role may. */
  readonly sessionPolicies: readonly PolicyDocument[] | undefined;
  /** Session tags, over the role's own. */
  readonly tags: ReadonlyMap<string, string>;
  /** Of the tags those that a next role gets as well. */
  readonly transitiveTags: ReadonlySet<string>;
  /** Claims of the identity provider, by condition key; they stay for the session. */
  readonly federation: ReadonlyMap<string, readonly string[]>;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface UserPrincipal extends Principal {
  readonly kind: 'user';
  readonly user: UserRecord;
}

/** Keys for one principal, as STS and IAM give them out. */
export interface IssuedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Sessions extends IssuedKeys {
  /** Starts a session of a role; its token belongs to its key. */
  start(principal: SessionPrincipal): IssuedCredentials & { readonly sessionToken: string };
  /**
   * Lets somebody of one's own choice use a key of one's own choice, besides whoever else does: the token tells them
   * apart. For judges, who know callers by their keys.
   */
  lend(accessKeyId: string, sessionToken: string, principal: SessionPrincipal): void;
  /** Makes a lasting key for a user. */
  createUserKey(principal: UserPrincipal): IssuedCredentials;
}

/** What has become of a key is asked of the user it was made for: it may be inactive or deleted by now. */
type Issued =
  | { readonly principal: SessionPrincipal; readonly token: string }
  | { readonly principal: UserPrincipal; readonly token?: undefined };

/** Keys are remembered for good: one that was forgotten would be an administrator's. */
export function createSessions({
  clock,
  random,
}: {
  readonly clock: Clock;
  readonly random: Random;
}): Sessions {
  const issued = new Map<string, Issued>();
  const lent = new Map<string, SessionPrincipal>();
  const secret = (bytes: number) => Buffer.from(random.hex(bytes * 2), 'hex').toString('base64');

  return {
    find(accessKeyId, sessionToken) {
      const known = issued.get(accessKeyId);
      if (!known) return lent.get(`${accessKeyId} ${sessionToken}`);
      if (known.token !== sessionToken) return 'invalid';
      if (known.principal.kind === 'session') {
        return known.principal.expiresAt <= clock.now() ? 'expired' : known.principal;
      }
      const isActive = known.principal.user.keys.get(accessKeyId)?.status === 'Active';
      return isActive ? known.principal : 'invalid';
    },
    start(principal) {
      const accessKeyId = uniqueId('ASIA', random);
      const token = secret(300);
      issued.set(accessKeyId, { principal, token });
      return { accessKeyId, secretAccessKey: secret(30), sessionToken: token };
    },
    lend(accessKeyId, sessionToken, principal) {
      lent.set(`${accessKeyId} ${sessionToken}`, principal);
    },
    createUserKey(principal) {
      const accessKeyId = uniqueId('AKIA', random);
      issued.set(accessKeyId, { principal });
      return { accessKeyId, secretAccessKey: secret(30) };
    },
  };
}
