import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';
import { finishRecord } from '../record/finish-record.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedPlan, toPlan, weightsOfRun } from '../record/recorded-plan.ts';
import { PREPARED_STAGE, parkStage, shiftedStage } from '../record/stages.ts';
import { attempt } from './attempt.ts';
import { LEGS, type Leg } from './legs.ts';
import type { Ending, RecoveryRun } from './recover-unfinished.ts';
import { release } from './release.ts';
import type { Verdict } from './verdict.ts';

/**
 * Whether an interrupted release can be gone on with to its end: when it was told how to shift, and until its old slot
 * was being parked, when there is nothing to choose any more; and never with a version that was seen to be bad.
 */
export function canGoOn(plan: Pick<RecordedPlan, 'steps' | 'begun' | 'isSeenBad'>): boolean {
  return !plan.isSeenBad && plan.steps.length > 0 && plan.begun < parkStage(plan);
}

/** The legs that are left of a plan. */
function legsLeft(plan: Pick<RecordedPlan, 'mode' | 'steps' | 'begun'>): readonly Leg[] {
  // Whatever of a rollback has been done already need not be done again.
  if (plan.mode === 'rollback' || plan.begun < PREPARED_STAGE) return LEGS;
  return plan.begun < shiftedStage(plan) ? ['shift', 'finish'] : ['finish'];
}

/** What comes of it, by how the rest has ended. What is interrupted and leaves nothing unfinished had moved nothing. */
const VERDICTS: Readonly<Partial<Record<Verdict, Ending['verdict']>>> = {
  released: 'released',
  'rolled-back': 'rolled-back',
  refused: 'refused',
  interrupted: 'refused',
};

/** A plan that is gone on with. */
export interface Resumption {
  readonly recorded: RecordedPlan;
  /** That the rest of it is gated on. */
  readonly alarms: readonly Alarm[];
}

/** Goes on with what a lost run had planned, to its end. */
export async function goOn(
  { inputs, target, open, timeline }: RecoveryRun,
  { recorded, alarms }: Resumption,
  ports: WritePorts,
): Promise<Ending> {
  const { taskDefinition, standby, mode, begun } = recorded;
  const plan = toPlan(recorded, target);
  const own = weightsOfRun(recorded);
  const course = { plan, taskDefinition, inputs, timeline, own, begun, legs: legsLeft(recorded) };
  const names = alarms.map(({ name }) => name);
  const ended = await release({ ...course, alarms: names }, ports);
  const { failure, isUnfinished, liveSlot, leftOff, kept } = ended;
  if (isUnfinished) return { verdict: 'inconclusive', ...(failure && { failure }), isUnfinished };
  const verdict = VERDICTS[ended.verdict] ?? 'inconclusive';
  const left = { ...(liveSlot && { liveSlot }), ...(leftOff && { leftOff }), ...(kept && { kept }) };
  const told = await attempt(ports, () => finishRecord(open, { verdict, plan: recorded, ...left }, ports));
  const cause = failure ?? told.failure;
  return {
    verdict: mode === 'rollback' && liveSlot === standby ? 'rolled-back' : verdict,
    ...left,
    ...(cause && { failure: cause }),
    isUnfinished: false,
  };
}
