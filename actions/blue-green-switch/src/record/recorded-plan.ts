import * as v from 'valibot';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Owner } from '../../../../lib/aws/record/lease-entry.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import type { OwnWeights } from '../traffic/own-weights.ts';
import { shiftStage } from './stages.ts';

const slot = v.picklist(['blue', 'green']);
const weights = v.strictObject({ blue: v.number(), green: v.number() });
const rules = v.array(
  v.strictObject({
    ...{ ruleArn: v.string(), before: weights, rest: v.string() },
    lacks: v.exactOptional(v.array(slot)),
    sticky: v.exactOptional(v.strictObject({ seconds: v.number(), isOn: v.boolean() })),
  }),
);
const versionCheck = v.strictObject({
  where: v.picklist(['header', 'json', 'body']),
  name: v.string(),
  version: v.string(),
});
const settings = v.strictObject({
  minimum: v.number(),
  maximum: v.number(),
  suspended: v.strictObject({ scaleIn: v.boolean(), scaleOut: v.boolean(), scheduled: v.boolean() }),
});
const scaling = v.strictObject({
  ...{ found: settings, held: settings, serving: settings, after: settings, undone: settings },
});

/** What stands in `plan/<n>`: all that another run needs to finish or undo the release. */
const recordedPlanSchema = v.strictObject({
  version: v.literal(1),
  /** Number under which the release is recorded: that of the lease under which it was planned first. */
  releaseId: v.number(),
  /** The run that has planned it; whoever recovers it keeps that. */
  owner: v.strictObject({ repository: v.string(), runId: v.string() }),
  mode: v.picklist(['release', 'bootstrap', 'rollback']),
  live: slot,
  standby: slot,
  image: v.string(),
  baseTaskDefinition: v.string(),
  /** The revision that carries the image. */
  taskDefinition: v.string(),
  liveCount: v.number(),
  desiredCount: v.number(),
  required: v.number(),
  thresholdPeriod: v.number(),
  ...{ standbyCountBefore: v.number(), standbyCountUndone: v.number() },
  parkedCount: v.number(),
  /** Of the slots whose services have a scalable target. */
  scaling: v.strictObject({ blue: v.exactOptional(scaling), green: v.exactOptional(scaling) }),
  isFirst: v.boolean(),
  expectVersion: v.exactOptional(versionCheck),
  stickiness: v.exactOptional(v.strictObject({ mode: v.picklist(['detach', 'wait']) })),
  rules,
  testRules: rules,
  /** Shares of the traffic that the standby gets; none until a run has been told to shift. */
  steps: v.array(v.strictObject({ percent: v.number(), holdMilliseconds: v.number() })),
  startedAt: v.string(),
  /** The stage that had begun under an earlier lease, from which this plan was taken over; 0 for one's own. */
  begun: v.number(),
  /** Under an earlier lease requests have shown its version to be bad. */
  isSeenBad: v.exactOptional(v.literal(true)),
});

export type RecordedPlan = v.InferOutput<typeof recordedPlanSchema>;

/** What stands in both. */
type Shared = Pick<
  Plan,
  | ('mode' | 'live' | 'standby' | 'image' | 'baseTaskDefinition' | 'isFirst' | 'stickiness')
  | (
      | 'liveCount'
      | 'desiredCount'
      | 'required'
      | 'thresholdPeriod'
      | 'standbyCountBefore'
      | 'standbyCountUndone'
      | 'parkedCount'
      | 'scaling'
    )
>;

function sharedOf(plan: Shared): Shared {
  const { mode, live, standby, image, baseTaskDefinition, isFirst, stickiness } = plan;
  const { liveCount, desiredCount, required, thresholdPeriod, parkedCount, scaling } = plan;
  const { standbyCountBefore, standbyCountUndone } = plan;
  return {
    ...{ mode, live, standby, image, baseTaskDefinition, isFirst },
    // The stopwatch of this process means nothing to another.
    ...(stickiness && { stickiness: { mode: stickiness.mode } }),
    ...{ liveCount, desiredCount, required, thresholdPeriod, parkedCount, scaling },
    ...{ standbyCountBefore, standbyCountUndone },
  };
}

/** What only the run that plans a release knows of it. */
export interface PlanOrigin {
  readonly releaseId: number;
  readonly owner: Owner;
  /** ARN of the revision that carries the image. */
  readonly taskDefinition: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

export function toRecordedPlan(
  plan: Plan,
  { releaseId, owner, taskDefinition, startedAt }: PlanOrigin,
): RecordedPlan {
  return {
    version: 1,
    releaseId,
    owner,
    ...sharedOf(plan),
    taskDefinition,
    rules: plan.rules.map(({ lacks, ...rule }) => ({ ...rule, ...(lacks && { lacks: [...lacks] }) })),
    testRules: plan.testRules.map(({ ruleArn, before, rest }) => ({ ruleArn, before, rest })),
    ...(plan.expectVersion && { expectVersion: plan.expectVersion }),
    steps: [...plan.steps],
    startedAt: new Date(startedAt).toISOString(),
    begun: 0,
  };
}

/** @throws ActionFailure for a plan that this version of the action has not written */
export function readRecordedPlan(document: unknown, where: string): RecordedPlan {
  const result = v.safeParse(recordedPlanSchema, document);
  if (result.success) return result.output;
  throw new ActionFailure({
    cause: `The plan of ${where} was written by another version of this action, which has to recover it.`,
    advice: 'Run mode: recover with the version that the interrupted run used.',
  });
}

/** The plan as the interrupted run had it. */
export function toPlan(recorded: RecordedPlan, target: Target): Plan {
  return {
    target,
    ...sharedOf(recorded),
    standbyTaskDefinition: recorded.taskDefinition,
    rules: recorded.rules,
    testRules: recorded.testRules,
    expectVersion: recorded.expectVersion,
    steps: recorded.steps,
  };
}

/**
 * Every weight that the interrupted run may have written, whichever it came to.
 * @param options with `isMoved` when it had confirmed that no rule shows any more what the plan started from
 */
export function weightsOfRun(
  { rules, testRules, steps, standby, begun }: RecordedPlan,
  { isMoved } = { isMoved: false },
): OwnWeights {
  // A recovery that was lost itself may have put all of it back. Before the shift began there was nothing to put back.
  const percents = begun < shiftStage(0) ? [] : [0, ...steps.map(({ percent }) => percent)];
  const written = percents.map((percent) => weightsFor({ standby }, percent));
  const tested = { written: [weightsFor({ standby }, 100)], isMoved: false };
  return new Map([
    ...rules.map(({ ruleArn }) => [ruleArn, { written, isMoved }] as const),
    ...testRules.map(({ ruleArn }) => [ruleArn, tested] as const),
  ]);
}
