import { isGone, readExistingRules } from '../../../../lib/aws/load-balancer/read-existing-rules.ts';
import type { PerSlot } from '../../../../lib/aws/target.ts';
import { type Plan, type PlannedRule, weightsFor } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import { confirmWeights, RuleDiffers } from '../traffic/confirm-weights.ts';
import { moveWeights, type WeightMove } from '../traffic/move-weights.ts';
import { hasWritten, type OwnWeights } from '../traffic/own-weights.ts';
import { tryPatiently, untilSettled } from '../traffic/raise-weights.ts';
import { ALL_BUT_FOREIGN, OWN_ONLY, RuleNotOurs } from '../traffic/rule-not-ours.ts';

/** What moving test rules needs to know. */
export interface TestRules {
  readonly plan: Plan;
  readonly own: OwnWeights;
  readonly timeline: Timeline;
}

/** Only testers wait for them. */
const PATIENCE_MILLISECONDS = 30_000;

/**
 * Gives the standby all the weight of every test rule.
 * @throws RuleNotOurs when somebody else has changed one, which is left alone
 */
export async function pointTestRules(tests: TestRules, ports: WritePorts): Promise<void> {
  const { plan, timeline } = tests;
  await forEach(plan.testRules, async (rule) => {
    await move(tests, { rule, weights: weightsFor(plan, 100), writable: OWN_ONLY }, ports);
    timeline.note(`Test rule ${rule.ruleArn} points at ${plan.standby}`);
  });
}

/**
 * Sees that the test rules point at the standby.
 * @throws RuleDiffers when somebody else has changed one
 */
export async function confirmTestRules(plan: Plan, ports: Ports): Promise<void> {
  if (plan.testRules.length === 0) return;
  try {
    await confirmWeights(plan, weightsFor(plan, 100), ports, { rules: plan.testRules });
  } catch (error) {
    if (!isGone(error)) throw error;
    const arns = plan.testRules.map(({ ruleArn }) => ruleArn);
    const there = await readExistingRules(ports, arns);
    const gone = arns.filter((arn) => there.every((rule) => rule.arn !== arn));
    throw new RuleDiffers({
      cause: `Somebody has deleted test rule ${gone.join(', ')}.`,
      advice: 'Create it again, or take it out of the testRules of the target; then run again.',
    });
  }
}

/**
 * Leaves the test rules with the slot that has the traffic now: a release has pointed them there before.
 * @throws RuleDiffers, RuleNotOurs when somebody else has changed one
 */
export function settleTestRules(tests: TestRules, ports: WritePorts): Promise<void> {
  return tests.plan.mode === 'rollback' ? pointTestRules(tests, ports) : confirmTestRules(tests.plan, ports);
}

/**
 * Gives every test rule that this run has written the weights that it had. One that somebody else has changed since is
 * left alone, which is told.
 * @throws what has kept rules from being written
 */
export async function putTestRulesBack(tests: TestRules, ports: WritePorts): Promise<void> {
  const { plan, own, timeline } = tests;
  const written = plan.testRules.filter(({ ruleArn }) => hasWritten(own, ruleArn));
  await forEach(written, async (rule) => {
    try {
      await move(tests, { rule, weights: rule.before, writable: ALL_BUT_FOREIGN }, ports);
      timeline.note(`Test rule ${rule.ruleArn} is as it was before`);
    } catch (error) {
      if (!(error instanceof RuleNotOurs)) throw error;
      timeline.note(error.failure.cause);
    }
  });
}

/**
 * One that cannot be written does not keep the others from it.
 * @throws the error, or AggregateError of several
 */
async function forEach(
  rules: readonly PlannedRule[],
  work: (rule: PlannedRule) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  for (const rule of rules) await work(rule).catch((error: unknown) => errors.push(error));
  if (errors.length > 1) throw new AggregateError(errors, 'Not every test rule could be written.');
  if (errors.length === 1) throw errors[0];
}

/** Which slot it points at hangs on nobody's health. */
function move(
  { plan, own }: TestRules,
  how: { readonly rule: PlannedRule; readonly weights: PerSlot<number> } & Pick<WeightMove, 'writable'>,
  ports: WritePorts,
): Promise<void> {
  return untilSettled(ports, () =>
    tryPatiently(ports, `Writing ${how.rule.ruleArn}`, PATIENCE_MILLISECONDS, () =>
      moveWeights({ plan, own, stickiness: undefined, ...how }, ports),
    ),
  );
}
