import { regionOf } from '../../../../lib/aws/arn.ts';
import { modifyRule } from '../../../../lib/aws/load-balancer/modify-rule.ts';
import { readExistingRules } from '../../../../lib/aws/load-balancer/read-existing-rules.ts';
import type { Rule } from '../../../../lib/aws/load-balancer/rules.ts';
import {
  forwardingOf,
  weightsWith,
  withForward,
  withForwarding,
} from '../../../../lib/aws/load-balancer/weights.ts';
import { type PerSlot, type SlotName, type Target, targetGroupsOf } from '../../../../lib/aws/target.ts';
import { type RuleShare, slotWithAllTraffic } from '../observe/live-slot.ts';
import { shareOf } from '../observe/rule-share.ts';
import type { Ports } from '../ports.ts';

/** A test rule as it was found. */
export interface TestRuleShare extends RuleShare {
  readonly isGone: boolean;
  /** A listener's ARN and that of its default rule name the same rule. */
  readonly isProduction: boolean;
  /** The command that makes it forward to both slots, with all weight on the live one; empty when it is gone. */
  readonly commandToForward: string;
}

/**
 * Reads the test rules of a target. One that is gone, or is none, keeps nobody from going back to an older version.
 * @param rules the production rules as they were read
 */
export async function observeTestRules(
  target: Target,
  rules: readonly Rule[],
  ports: Ports,
): Promise<readonly TestRuleShare[]> {
  const { testRules = [] } = target;
  if (testRules.length === 0) return [];
  const pair = targetGroupsOf(target);
  const found = await readExistingRules(ports, testRules);
  const production = rules.map(identityOf);
  const live = slotWithAllTraffic(rules.map((rule) => shareOf(rule, pair))) ?? 'blue';
  return testRules.map((ruleArn) => {
    const rule = found.find(({ arn }) => arn === ruleArn);
    if (!rule) return { ...GONE, ruleArn };
    const isProduction = production.includes(identityOf(rule));
    const commandToForward = forwardTo(live, rule, pair);
    return { ...shareOf(rule, pair), isGone: false, isProduction, commandToForward };
  });
}

const GONE = { forwarding: undefined, rest: '', isGone: true, isProduction: false, commandToForward: '' };

function forwardTo(live: SlotName, rule: Rule, pair: PerSlot<string>): string {
  const weights = weightsWith(live);
  const actions = forwardingOf(rule.actions, pair)
    ? withForwarding(rule.actions, pair, { weights })
    : withForward(rule.actions, pair, weights);
  return modifyRule(rule, actions, regionOf(rule.listenerArn));
}

function identityOf({ arn, listenerArn, isDefault }: Rule): string {
  return isDefault ? listenerArn : arn;
}
