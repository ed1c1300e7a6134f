import { readExistingRules } from '../../../../lib/aws/load-balancer/read-existing-rules.ts';
import type { Rule } from '../../../../lib/aws/load-balancer/rules.ts';
import { type Target, targetGroupsOf } from '../../../../lib/aws/target.ts';
import type { RuleShare } from '../observe/live-slot.ts';
import { shareOf } from '../observe/rule-share.ts';
import type { Ports } from '../ports.ts';

/** A test rule as it was found. */
export interface TestRuleShare extends RuleShare {
  readonly isGone: boolean;
  /** A listener's ARN and that of its default rule name the same rule. */
  readonly isProduction: boolean;
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
  return testRules.map((ruleArn) => {
    const rule = found.find(({ arn }) => arn === ruleArn);
    if (!rule) return { ruleArn, forwarding: undefined, rest: '', isGone: true, isProduction: false };
    const isProduction = production.includes(identityOf(rule));
    return { ...shareOf(rule, pair), isGone: false, isProduction };
  });
}

function identityOf({ arn, listenerArn, isDefault }: Rule): string {
  return isDefault ? listenerArn : arn;
}
