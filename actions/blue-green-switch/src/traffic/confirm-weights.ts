import { ActionFailure } from '../../../../lib/action/errors.ts';
import { readSettledRules } from '../../../../lib/aws/load-balancer/read-settled-rules.ts';
import type { Rule } from '../../../../lib/aws/load-balancer/rules.ts';
import { type PerSlot, type SlotName, targetGroupsOf } from '../../../../lib/aws/target.ts';
import { slotWithAllTraffic } from '../observe/live-slot.ts';
import { describeShare, shareOf } from '../observe/rule-share.ts';
import { type Plan, type PlannedRule, roleOf } from '../plan/plan.ts';
import { isOwnStickiness } from '../plan/stickiness.ts';
import type { Ports } from '../ports.ts';
import { judgeRule } from './judge-rule.ts';
import { isSameWeights, UNTOUCHED } from './own-weights.ts';
import { refuseNotOurs } from './rule-not-ours.ts';

/** A rule reads back with other weights than were written. */
export class RuleDiffers extends ActionFailure {
  override readonly name = 'RuleDiffers';
}

const NAMES = { production: 'Production rule', test: 'Test rule' } as const;

/** How rules are read back. */
interface ReadBack {
  /** All of the plan by default. */
  readonly rules?: readonly PlannedRule[];
  /** Whether they may have the plan's group stickiness on, or any: by default none, for clients would not move with weights. */
  readonly mayStick?: boolean | 'any';
}

/**
 * Reads rules back, all production rules when none are named.
 * @throws RuleDiffers when one does not have the weights, or group stickiness that it must not have
 */
export async function confirmWeights(
  plan: Plan,
  weights: PerSlot<number>,
  ports: Ports,
  { rules = plan.rules, mayStick = false }: ReadBack = {},
): Promise<void> {
  const pair = targetGroupsOf(plan.target);
  const isExpected = (rule: Rule) => {
    const found = shareOf(rule, pair).forwarding;
    if (!found || !isSameWeights(found.weights, weights)) return false;
    if (mayStick === 'any') return true;
    const planned = rules.find(({ ruleArn }) => ruleArn === rule.arn) ?? {};
    return isOwnStickiness(planned, found.stickySeconds, mayStick);
  };
  const arns = rules.map(({ ruleArn }) => ruleArn);
  for (const rule of await readSettledRules(ports, arns, isExpected)) {
    if (isExpected(rule)) continue;
    const { forwarding } = shareOf(rule, pair);
    const before = rules.find(({ ruleArn }) => ruleArn === rule.arn)?.before;
    const isReset = forwarding && before && isSameWeights(forwarding.weights, before);
    const wanted = describeShare({ forwarding: { weights, absent: [], others: [] } });
    throw new RuleDiffers({
      cause: `${NAMES[roleOf(plan, rule.arn)]} ${rule.arn} reads back with ${describeShare({ forwarding })} instead of ${wanted}${isReset ? ': somebody has reset it to what the release started from, as infrastructure code does' : ''}.`,
      advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
    });
  }
}

/**
 * Sees where the production rules send their traffic, whoever has changed them.
 * @throws RuleDiffers when not all of it goes to the slot, with each rule that gives it to another one
 */
export async function confirmSlot({ target, rules }: Plan, slot: SlotName, ports: Ports): Promise<void> {
  const pair = targetGroupsOf(target);
  const isThere = (rule: Rule) => slotWithAllTraffic([shareOf(rule, pair)]) === slot;
  const arns = rules.map(({ ruleArn }) => ruleArn);
  const found = await readSettledRules(ports, arns, isThere);
  const others = found.filter((rule) => !isThere(rule));
  if (others.length === 0) return;
  const kept = others.map(
    (rule) => `production rule ${rule.arn} keeps ${describeShare(shareOf(rule, pair))}`,
  );
  const rest = others.length < found.length ? `, and all the others go to ${slot}` : '';
  throw new RuleDiffers({
    cause: `Not all of the traffic goes to ${slot}: ${kept.join(', ')}${rest}.`,
    advice: `Give every production rule the weights of ${slot} (100 and 0), then run mode: recover.`,
  });
}

/**
 * Sees that the production rules are as they were when the release was planned: another process of it may have waited.
 * @throws RuleNotOurs when somebody else has changed one
 */
export async function confirmUntouched({ target, rules }: Plan, ports: Ports): Promise<void> {
  const pair = targetGroupsOf(target);
  const plannedFor = ({ arn }: Rule) => rules.find(({ ruleArn }) => ruleArn === arn);
  const isUntouched = (rule: Rule) => {
    const planned = plannedFor(rule);
    return planned !== undefined && judgeRule(shareOf(rule, pair), planned, UNTOUCHED).kind === 'own';
  };
  const arns = rules.map(({ ruleArn }) => ruleArn);
  for (const rule of await readSettledRules(ports, arns, isUntouched)) {
    const planned = plannedFor(rule);
    if (planned) refuseNotOurs(shareOf(rule, pair), planned, UNTOUCHED);
  }
}
