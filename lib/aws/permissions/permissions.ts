import type { Policy } from './policy.ts';

/** What a statement of a policy is there for. */
export interface Permission {
  /** What it lets an action do, as the end of "for". */
  readonly purpose: string;
  /** Who needs it: modes, and what else an action can be run as. Without it every run does. */
  readonly modes?: readonly string[];
  /** What has to be in use for it to be needed, when not every caller uses it. */
  readonly feature?: string;
}

/** By the statement's Sid, in the order of the policy. */
export type Permissions = Readonly<Record<string, Permission>>;

/** Whom a policy is for. */
export interface Use {
  /** Every mode when none is named. */
  readonly modes?: readonly string[];
  /** Features that are not used. */
  readonly without?: readonly string[];
}

/** The statements that such runs need. A statement of which nothing is known is always needed. */
export function choosePolicy(policy: Policy, permissions: Permissions, use: Use): Policy {
  const { modes, without = [] } = use;
  const isNeeded = ({ modes: needing, feature }: Partial<Permission>) =>
    (feature === undefined || !without.includes(feature)) &&
    (modes === undefined || needing === undefined || needing.some((mode) => modes.includes(mode)));
  return { ...policy, Statement: policy.Statement.filter(({ Sid }) => isNeeded(permissions[Sid] ?? {})) };
}

/** All that a policy can be for. */
export function modesOf(permissions: Permissions): readonly string[] {
  return [...new Set(Object.values(permissions).flatMap(({ modes = [] }) => modes))];
}

/** All that can be left away. */
export function featuresOf(permissions: Permissions): readonly string[] {
  return [...new Set(Object.values(permissions).flatMap(({ feature = [] }) => feature))];
}
