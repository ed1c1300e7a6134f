import type {
  Action,
  FixedResponseActionConfig,
  RedirectActionConfig,
  RuleCondition,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Authentication, compileAuthentication } from './authenticate.ts';
import { compileConditions, type Matches } from './conditions.ts';
import type { ListenerOrigin } from './redirect.ts';

/** A listener's rules as a node obeys them: compiled, in order of priority, the default rule last. */
export interface RoutingTable {
  readonly origin: ListenerOrigin;
  readonly rules: readonly CompiledRule[];
}

interface CompiledRule {
  readonly matches: Matches;
  /** What comes before the action, on HTTPS listeners. */
  readonly authenticate?: Authentication | undefined;
  readonly action: RoutingAction;
}

export type RoutingAction =
  | ForwardAction
  | { readonly kind: 'redirect'; readonly config: RedirectActionConfig }
  | { readonly kind: 'fixed'; readonly config: FixedResponseActionConfig };

export interface ForwardAction {
  readonly kind: 'forward';
  readonly groups: readonly WeightedGroup[];
  /** How long a client stays with the group that it was given, in milliseconds; undefined when it does not. */
  readonly stickiness?: { readonly duration: number } | undefined;
}

export interface WeightedGroup {
  readonly targetGroupArn: string;
  /** 0 to 999; a share is the weight over the sum of all, so 1/0 and 100/0 are the same. */
  readonly weight: number;
}

/** A rule as the control plane keeps it. */
export interface StoredRule {
  readonly priority: number | 'default';
  readonly conditions: readonly RuleCondition[];
  readonly actions: readonly Action[];
}

/** @param region of the listener: Cognito's own domains carry it */
export function compileTable(
  origin: ListenerOrigin,
  rules: readonly StoredRule[],
  region: string,
): RoutingTable {
  return {
    origin,
    rules: [...rules].sort(byPriority).map(({ conditions, actions }) => ({
      matches: compileConditions(conditions),
      authenticate: compileAuthentication(actions, region),
      action: compileAction(actions),
    })),
  };
}

/** The order in which rules are tried and described: numbers upwards, the default rule last. */
export function byPriority(a: StoredRule, b: StoredRule): number {
  return rank(a) - rank(b);
}

function rank({ priority }: StoredRule): number {
  return priority === 'default' ? Number.MAX_SAFE_INTEGER : priority;
}

/** The last action decides; those before it authenticate. */
function compileAction(actions: readonly Action[]): RoutingAction {
  const action = actions.at(-1);
  if (action?.Type === 'redirect' && action.RedirectConfig) {
    return { kind: 'redirect', config: action.RedirectConfig };
  }
  if (action?.Type === 'fixed-response' && action.FixedResponseConfig) {
    return { kind: 'fixed', config: action.FixedResponseConfig };
  }
  const seconds = stickySecondsOf(actions);
  const stickiness = seconds === undefined ? undefined : { duration: seconds * 1000 };
  return { kind: 'forward', groups: forwardGroups(actions), stickiness };
}

/** How long the group stickiness of a rule's last action lasts; undefined when it has none, or it is off. */
export function stickySecondsOf(actions: readonly Action[]): number | undefined {
  const { Enabled, DurationSeconds = 0 } = actions.at(-1)?.ForwardConfig?.TargetGroupStickinessConfig ?? {};
  return Enabled ? DurationSeconds : undefined;
}

/** The target groups of a rule's forward action, with their weights; none when it forwards nowhere. */
export function forwardGroups(actions: readonly Action[]): readonly WeightedGroup[] {
  const forward = actions.find(({ Type }) => Type === 'forward');
  return (forward?.ForwardConfig?.TargetGroups ?? []).map(({ TargetGroupArn, Weight }) => ({
    targetGroupArn: TargetGroupArn ?? '',
    weight: Weight ?? 1,
  }));
}
