import type { Clock } from '../../../../lib/action/clock.ts';
import type { Random } from '../../kernel/random.ts';
import { listTags, putTags, type TagInput } from '../checks.ts';
import { alreadyExists, deleteConflict, documentOf } from '../find.ts';
import { page } from '../pages.ts';
import { type IamAccount, type IdentityRecord, uniqueId } from '../state.ts';

/** How messages and ARNs call what has policies. */
export type IdentityKind = 'role' | 'user';

interface IdentityInput {
  readonly Path?: string | undefined;
  readonly PermissionsBoundary?: string | undefined;
  readonly Tags?: readonly TagInput[] | undefined;
}

interface ListInput {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

const PREFIXES = { role: 'AROA', user: 'AIDA' } as const;

/**
 * What a new role and a new user have in common; it is not in the account yet.
 * @throws AwsError EntityAlreadyExists, also for a name that differs in case alone
 */
export function createIdentity(
  kind: IdentityKind,
  name: string,
  { Path: path = '/', PermissionsBoundary: boundary, Tags }: IdentityInput,
  account: IamAccount,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): IdentityRecord {
  const known = kind === 'role' ? account.roles : account.users;
  if ([...known.keys()].some((other) => other.toLowerCase() === name.toLowerCase())) {
    throw alreadyExists(`${capital(kind)} with name ${name} already exists.`);
  }
  if (boundary !== undefined) documentOf(account, boundary);
  const tags = new Map<string, string>();
  putTags(tags, Tags);
  const arn = `arn:aws:iam::${account.id}:${kind}${path}${name}`;
  return {
    ...{ name, path, arn, id: uniqueId(PREFIXES[kind], random), createdAt: new Date(clock.now()) },
    ...{ tags, boundary, inline: new Map(), attached: new Set() },
  };
}

/** A page of those below a path. */
export function pageOf<Identity extends IdentityRecord>(
  identities: ReadonlyMap<string, Identity>,
  input: ListInput,
) {
  const below = [...identities.values()].filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
  return page(below, input, ({ name }) => name);
}

/** @throws AwsError DeleteConflict while it has policies */
export function refuseWithPolicies({ attached, inline }: IdentityRecord): void {
  if (attached.size > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (inline.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
}

/** What is told of one that is asked for by name, and not in lists. */
export function describeDetails({ boundary, tags }: IdentityRecord) {
  return {
    ...(boundary !== undefined && {
      PermissionsBoundary: {
        PermissionsBoundaryType: 'PermissionsBoundaryPolicy' as const,
        PermissionsBoundaryArn: boundary,
      },
    }),
    ...(tags.size > 0 && { Tags: listTags(tags) }),
  };
}

/** `Role` and `User`, as messages begin with it. */
export function capital(kind: IdentityKind): string {
  return kind === 'role' ? 'Role' : 'User';
}
