import type { Action, TargetGroupStickinessConfig } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type PerSlot, SLOTS, type SlotName } from '../target.ts';

/** How a rule shares its requests, as far as the two target groups of a target are concerned. */
export interface Forwarding {
  /** A slot that is not in the rule has weight 0. */
  readonly weights: PerSlot<number>;
  /** Slots whose target group is not in the rule: their targets are `unused`, and their health proves nothing. */
  readonly absent: readonly SlotName[];
  /** What else gets requests from this rule. */
  readonly others: readonly { readonly targetGroup: string; readonly weight: number }[];
  /** Seconds that a client stays with the group it got first, whatever the weights; absent without group stickiness. */
  readonly stickySeconds?: number;
}

/** What a rule is to say of the pair. What is absent stays as it is. */
export interface ForwardingChange {
  readonly weights?: PerSlot<number>;
  /** Seconds of group stickiness, or none of it. */
  readonly stickiness?: number | 'off' | undefined;
}

interface WeightedGroup {
  readonly TargetGroupArn: string;
  readonly Weight: number;
}

/**
 * Reads how a rule's actions share requests between the pair; undefined when they send none to either (a redirect, a
 * fixed response, a forward to somebody else).
 */
export function forwardingOf(actions: readonly Action[], pair: PerSlot<string>): Forwarding | undefined {
  const action = findForward(actions, pair);
  if (!action) return undefined;
  const tuples = tuplesOf(action);
  const weightOf = (arn: string) => tuples.find(({ TargetGroupArn }) => TargetGroupArn === arn)?.Weight;
  const { Enabled, DurationSeconds } = action.ForwardConfig?.TargetGroupStickinessConfig ?? {};
  return {
    weights: { blue: weightOf(pair.blue) ?? 0, green: weightOf(pair.green) ?? 0 },
    absent: SLOTS.filter((slot) => weightOf(pair[slot]) === undefined),
    others: tuples
      .filter(({ TargetGroupArn }) => TargetGroupArn !== pair.blue && TargetGroupArn !== pair.green)
      .map(({ TargetGroupArn, Weight }) => ({ targetGroup: TargetGroupArn, weight: Weight })),
    ...(Enabled ? { stickySeconds: DurationSeconds ?? 0 } : {}),
  };
}

/**
 * The same actions with other weights for the pair, and perhaps another stickiness, fit for ModifyRule and
 * ModifyListener, which replace the whole list: everything else stays as it is, both groups are in the result, and
 * actions that authenticate users keep the client secret that AWS never tells.
 * @throws Error when no action forwards to the pair
 */
export function withForwarding(
  actions: readonly Action[],
  pair: PerSlot<string>,
  change: ForwardingChange,
): Action[] {
  const forward = findForward(actions, pair);
  if (!forward) throw new Error('The rule forwards to neither slot.');
  return actions.map((action) => {
    if (action === forward) return changeForward(action, pair, change);
    return keepClientSecret(action);
  });
}

const ENDS: ReadonlySet<Action['Type']> = new Set(['forward', 'redirect', 'fixed-response']);

/** Actions that end with a forward to the pair instead of what ends them now, fit for the same calls. */
export function withForward(
  actions: readonly Action[],
  pair: PerSlot<string>,
  weights: PerSlot<number>,
): Action[] {
  const order = actions.find(({ Type }) => ENDS.has(Type))?.Order;
  const TargetGroups = SLOTS.map((slot) => ({ TargetGroupArn: pair[slot], Weight: weights[slot] }));
  return [
    ...actions.filter(({ Type }) => !ENDS.has(Type)).map(keepClientSecret),
    { Type: 'forward', ...(order === undefined ? {} : { Order: order }), ForwardConfig: { TargetGroups } },
  ];
}

function changeForward(
  action: Action,
  pair: PerSlot<string>,
  { weights, stickiness }: ForwardingChange,
): Action {
  const { TargetGroupArn: _bare, ...rest } = action;
  const tuples = tuplesOf(action);
  const slotOf = (arn: string) => SLOTS.find((slot) => pair[slot] === arn);
  const changed = tuples.map((tuple) => {
    const slot = slotOf(tuple.TargetGroupArn);
    return slot === undefined || !weights ? tuple : { ...tuple, Weight: weights[slot] };
  });
  const added = SLOTS.filter((slot) => tuples.every(({ TargetGroupArn }) => slotOf(TargetGroupArn) !== slot));
  return {
    ...rest,
    ForwardConfig: {
      ...action.ForwardConfig,
      TargetGroups: [
        ...changed,
        ...added.map((slot) => ({ TargetGroupArn: pair[slot], Weight: weights?.[slot] ?? 0 })),
      ],
      ...(stickiness !== undefined && { TargetGroupStickinessConfig: stickinessConfig(stickiness) }),
    },
  };
}

function stickinessConfig(stickiness: number | 'off'): TargetGroupStickinessConfig {
  return stickiness === 'off' ? { Enabled: false } : { Enabled: true, DurationSeconds: stickiness };
}

/** Describe does not return the client secret, and AWS refuses a change without it unless it is told to keep its own. */
function keepClientSecret(action: Action): Action {
  if (action.Type !== 'authenticate-oidc' || !action.AuthenticateOidcConfig) return action;
  return {
    ...action,
    AuthenticateOidcConfig: { ...action.AuthenticateOidcConfig, UseExistingClientSecret: true },
  };
}

/** Weights with which so many percent of the requests go to a slot, and the rest to the other one. */
export function weightsWith(slot: SlotName, percent = 100): PerSlot<number> {
  return slot === 'green' ? { blue: 100 - percent, green: percent } : { blue: percent, green: 100 - percent };
}

/** The action that forwards to the pair; undefined when none does. */
export function findForward(actions: readonly Action[], pair: PerSlot<string>): Action | undefined {
  return actions.find(
    (action) =>
      action.Type === 'forward' &&
      tuplesOf(action).some(
        ({ TargetGroupArn }) => TargetGroupArn === pair.blue || TargetGroupArn === pair.green,
      ),
  );
}

/** AWS answers with the bare ARN, with a list, or with both; a group without a weight has weight 1. */
export function tuplesOf({ TargetGroupArn, ForwardConfig }: Action): WeightedGroup[] {
  const listed = ForwardConfig?.TargetGroups ?? [];
  const tuples = listed.length > 0 ? listed : [{ TargetGroupArn, Weight: 1 }];
  return tuples.flatMap((tuple) =>
    tuple.TargetGroupArn === undefined
      ? []
      : [{ TargetGroupArn: tuple.TargetGroupArn, Weight: tuple.Weight ?? 1 }],
  );
}
