import type { Random } from '../kernel/random.ts';
import type { PolicyDocument } from './policy/document.ts';

/** What one account has in IAM, which knows no regions. */
export interface IamAccount {
  /** Twelve digits. */
  readonly id: string;
  readonly roles: Map<string, RoleRecord>;
  /** Roles that were deleted, by ARN: who asks for one must not be taken for somebody unknown. */
  readonly formerRoles: Map<string, RoleRecord>;
  readonly users: Map<string, UserRecord>;
  /** Customer managed policies, by ARN. */
  readonly policies: Map<string, ManagedPolicy>;
  /** By ARN. */
  readonly providers: Map<string, OidcProvider>;
}

/** What users and roles have in common: who they are and what they may. */
export interface IdentityRecord {
  readonly name: string;
  /** `/` or `/teams/web/` */
  readonly path: string;
  readonly arn: string;
  /** `AROA…` or `AIDA…`; another one when it is made again under the same name. */
  readonly id: string;
  readonly createdAt: Date;
  readonly tags: Map<string, string>;
  readonly inline: Map<string, PolicyDocument>;
  /** ARNs of managed policies, in the order in which they were attached. */
  readonly attached: Set<string>;
  /** ARN of the managed policy that limits it. */
  boundary?: string | undefined;
}

export interface RoleRecord extends IdentityRecord {
  description: string | undefined;
  /** Seconds. */
  maxSessionDuration: number;
  trust: PolicyDocument;
}

export interface UserRecord extends IdentityRecord {
  readonly keys: Map<string, AccessKey>;
}

export interface AccessKey {
  readonly id: string;
  readonly createdAt: Date;
  status: 'Active' | 'Inactive';
}

export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly id: string;
  readonly description: string | undefined;
  readonly createdAt: Date;
  updatedAt: Date;
  readonly tags: Map<string, string>;
  /** By `v1`, `v2`, …; at most five. */
  readonly versions: Map<string, { readonly document: PolicyDocument; readonly createdAt: Date }>;
  defaultVersion: string;
  nextVersion: number;
}

export interface OidcProvider {
  readonly arn: string;
  /** Without scheme: `token.actions.githubusercontent.com`. */
  readonly url: string;
  readonly clientIds: Set<string>;
  thumbprints: readonly string[];
  readonly createdAt: Date;
  readonly tags: Map<string, string>;
}

/** All accounts' IAM, each empty until somebody makes something in it. */
export interface IamStore {
  of(account: string): IamAccount;
}

export function createIamStore(): IamStore {
  const accounts = new Map<string, IamAccount>();
  return {
    of(id) {
      const known = accounts.get(id);
      if (known) return known;
      const account = {
        ...{ id, roles: new Map(), formerRoles: new Map() },
        ...{ users: new Map(), policies: new Map(), providers: new Map() },
      };
      accounts.set(id, account);
      return account;
    },
  };
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** `AROA` and seventeen more, as IAM names what it makes; access keys are one character shorter. */
export function uniqueId(prefix: 'AROA' | 'AIDA' | 'ANPA' | 'AKIA' | 'ASIA', random: Random): string {
  const length = prefix === 'AKIA' || prefix === 'ASIA' ? 16 : 17;
  return prefix + Array.from({ length }, () => BASE32[random.below(32)]).join('');
}
