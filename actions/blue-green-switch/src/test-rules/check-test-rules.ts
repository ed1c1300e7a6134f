import { ActionFailure, InputError } from '../../../../lib/action/errors.ts';
import type { Failure } from '../../../../lib/action/outcome.ts';
import type { TestRuleShare } from './observe-test-rules.ts';

/** Why a test rule cannot be pointed at one of the slots; undefined when it can. */
export function complainAboutTestRule(rule: TestRuleShare): Failure | undefined {
  const { ruleArn, forwarding, isGone, isProduction, commandToForward } = rule;
  const refuse = (problem: string, advice: string) => ({ cause: `Test rule ${ruleArn} ${problem}.`, advice });
  if (isGone) return refuse('does not exist', 'Create it again, or take it out of testRules.');
  if (isProduction) {
    return refuse(
      "is a production rule by another name: a listener's ARN and that of its default rule name the same rule",
      'Take it out of testRules, or out of productionRules.',
    );
  }
  if (!forwarding || forwarding.absent.length > 0) {
    return refuse(
      'does not forward to both slots, so putting it back would leave it other than it was',
      `Put both target groups into its forward action, the live one with weight 100 and the other with 0, where it is defined or by hand: ${commandToForward}`,
    );
  }
  const others = forwarding.others.filter(({ weight }) => weight > 0);
  if (others.length > 0) {
    const groups = others.map(({ targetGroup }) => targetGroup).join(', ');
    return refuse(
      `also forwards to ${groups}, which is neither slot of the target, so not every answer would come from the standby`,
      'Take the other group out of the rule, or the rule out of testRules.',
    );
  }
  return undefined;
}

/**
 * @throws ActionFailure for the first test rule that cannot be pointed at one of the slots; InputError for a test URL
 *   without one
 */
export function checkTestRules(
  rules: readonly TestRuleShare[],
  { testUrl }: { readonly testUrl?: string | undefined },
): void {
  if (testUrl !== undefined) requireTestRules(rules);
  const [complaint] = rules.flatMap((rule) => complainAboutTestRule(rule) ?? []);
  if (complaint) throw new ActionFailure(complaint);
}

/** @throws InputError when there is none: nothing would point a test URL at the standby */
export function requireTestRules(rules: readonly unknown[]): void {
  if (rules.length > 0) return;
  throw new InputError({
    cause:
      'Input "test-url" needs a test rule, and the target names none, so nothing would point it at the standby.',
    advice: 'Name the rule behind that address in testRules of the target, or leave "test-url" out.',
  });
}
