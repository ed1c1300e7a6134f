import type { Failure } from '../../../../lib/action/outcome.ts';
import type { Unfinished } from '../../../../lib/aws/record/find-unfinished.ts';
import { describeOwner } from '../../../../lib/aws/record/lease-entry.ts';
import { leaseName } from '../../../../lib/aws/record/names.ts';
import type { SlotName, Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import type { Plan } from '../plan/plan.ts';
import { finishRecord } from '../record/finish-record.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedPlan, readRecordedPlan, toPlan, weightsOfRun } from '../record/recorded-plan.ts';
import { shiftStage } from '../record/stages.ts';
import type { OpenRecord } from '../record/under-lease.ts';
import type { Timeline } from '../report/timeline.ts';
import { startOwnWeights } from '../traffic/move-weights.ts';
import { attempt } from './attempt.ts';
import { release } from './release.ts';
import { takeBack } from './take-back.ts';

/** What a recovery works with. */
export interface RecoveryRun {
  readonly inputs: Inputs;
  readonly target: Target;
  readonly open: OpenRecord;
  readonly timeline: Timeline;
}

/** How it ended. */
export interface Recovered {
  /** The run that was interrupted, in words. */
  readonly whose: string;
  /** What it was about to do. */
  readonly plan: Plan;
  readonly verdict: 'released' | 'rolled-back' | 'refused' | 'inconclusive';
  /** The slot that has all traffic now. */
  readonly liveSlot?: SlotName;
  readonly failure?: Failure;
  /** Whether the next run has to recover it again. */
  readonly isUnfinished: boolean;
}

/** What came of one of its kinds. */
type Ending = Omit<Recovered, 'whose' | 'plan'>;

/**
 * Puts right what a lost run has left: a release is taken back, or finished when it was through; a rollback is gone on
 * with. Nothing else is written before the plan is this lease's own too, so a recovery that is lost is recovered.
 * @returns undefined when nothing is left
 */
export async function recoverUnfinished(run: RecoveryRun, ports: WritePorts): Promise<Recovered | undefined> {
  const { open, target, timeline } = run;
  if (!open.unfinished) return undefined;
  const { lease } = open.unfinished;
  const recorded = readInterruptedPlan(open.unfinished, open.target);
  const whose = describeOwner(lease.entry.owner);
  await open.plan(recorded);
  const recover = recorded.mode === 'rollback' ? resumeRollback : takeReleaseBack;
  const ended = await timeline.phase('recover', `Recover what ${whose} has left`, () =>
    recover(run, recorded, ports),
  );
  return { whose, plan: toPlan(recorded, target), ...ended };
}

/**
 * The plan of a lost run, with the last stage that it began, be it under this lease or under one before.
 * @throws ActionFailure for a plan of another version of this action
 */
export function readInterruptedPlan({ lease, plan }: Unfinished, record: string): RecordedPlan {
  const written = readRecordedPlan(plan, leaseName(record, lease.number));
  return { ...written, begun: Math.max(written.begun, lease.entry.cursor) };
}

async function takeReleaseBack(run: RecoveryRun, recorded: RecordedPlan, ports: WritePorts): Promise<Ending> {
  const done = await attempt(ports, async () => {
    const ended = await takeBack({ ...run, recorded }, ports);
    const { verdict, liveSlot } = ended;
    await finishRecord(run.open, { verdict, liveSlot, plan: recorded }, ports);
    return ended;
  });
  if (done.failure) return { verdict: 'inconclusive', failure: done.failure, isUnfinished: true };
  return { ...done.value, isUnfinished: false };
}

/** Goes on with a rollback: whatever of it has been done already need not be done again. */
async function resumeRollback(
  { inputs, target, open, timeline }: RecoveryRun,
  recorded: RecordedPlan,
  ports: WritePorts,
): Promise<Ending> {
  const { taskDefinition, live, standby } = recorded;
  const plan = toPlan(recorded, target);
  // Before the shift began it had written no weight: then there is something to give up, and nothing to keep.
  const own = recorded.begun < shiftStage(0) ? startOwnWeights(plan) : weightsOfRun(recorded);
  const course = { plan, taskDefinition, inputs, alarms: [], timeline, own };
  const ended = await release(course, ports);
  const { verdict, failure, isUnfinished } = ended;
  if (isUnfinished) return { verdict: 'inconclusive', ...(failure && { failure }), isUnfinished };
  const liveSlot = verdict === 'released' ? standby : live;
  const told = await attempt(ports, () => finishRecord(open, { verdict, liveSlot, plan: recorded }, ports));
  const cause = failure ?? told.failure;
  return {
    verdict: verdict === 'released' ? 'rolled-back' : 'refused',
    liveSlot,
    ...(cause && { failure: cause }),
    isUnfinished: false,
  };
}
