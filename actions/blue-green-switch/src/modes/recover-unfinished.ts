import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';
import type { Unfinished } from '../../../../lib/aws/record/find-unfinished.ts';
import { describeOwner } from '../../../../lib/aws/record/lease-entry.ts';
import { leaseName } from '../../../../lib/aws/record/names.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { observeAlarms } from '../observe/observe-alarms.ts';
import type { Plan } from '../plan/plan.ts';
import { finishRecord } from '../record/finish-record.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedPlan, readRecordedPlan, toPlan } from '../record/recorded-plan.ts';
import type { OpenRecord } from '../record/under-lease.ts';
import type { Timeline } from '../report/timeline.ts';
import { attempt } from './attempt.ts';
import { canGoOn, goOn } from './go-on.ts';
import type { Release } from './release.ts';
import { takeBack } from './take-back.ts';

/** What a recovery works with. */
export interface RecoveryRun {
  readonly inputs: Inputs;
  readonly target: Target;
  readonly open: OpenRecord;
  readonly timeline: Timeline;
  /** Whether a release is gone on with where that can be done, rather than taken back. */
  readonly resumes: (plan: RecordedPlan) => boolean;
}

/** How it ended, as a release does. */
export interface Recovered extends Omit<Release, 'verdict'> {
  /** The run that was interrupted, in words. */
  readonly whose: string;
  /** What it was about to do. */
  readonly plan: Plan;
  /** ARN of the revision that it was about. */
  readonly taskDefinition: string;
  /** Its number in the record. */
  readonly releaseId: number;
  readonly verdict: 'released' | 'rolled-back' | 'refused' | 'inconclusive';
}

/** What came of one of its kinds. */
export type Ending = Omit<Recovered, 'whose' | 'plan' | 'taskDefinition' | 'releaseId'>;

/**
 * Puts right what a lost run has left: a release is taken back, or finished when it was through, or gone on with when
 * that is wanted; a rollback is always gone on with. Nothing else is written before the plan is this lease's own too,
 * so a recovery that is lost is recovered.
 * @returns undefined when nothing is left
 */
export async function recoverUnfinished(run: RecoveryRun, ports: WritePorts): Promise<Recovered | undefined> {
  const { open, target, timeline } = run;
  if (!open.unfinished) return undefined;
  const { lease } = open.unfinished;
  const recorded = readInterruptedPlan(open.unfinished, open.target);
  const whose = describeOwner(lease.entry.owner);
  const plan = toPlan(recorded, target);
  timeline.notePlan(plan);
  await open.plan(recorded);
  const ended = await timeline.phase('recover', `Recover what ${whose} has left`, async () => {
    const alarms = await alarmsToGoOn(run, recorded, ports);
    return alarms ? goOn(run, { recorded, alarms }, ports) : takeReleaseBack(run, recorded, ports);
  });
  const { taskDefinition, releaseId } = recorded;
  return { whose, plan, taskDefinition, releaseId, ...ended };
}

/**
 * The plan of a lost run, with the last stage that it began, and whether it has seen its version to be bad, be it under
 * this lease or under one before.
 * @throws ActionFailure for a plan of another version of this action
 */
export function readInterruptedPlan({ lease, plan }: Unfinished, record: string): RecordedPlan {
  const written = readRecordedPlan(plan, leaseName(record, lease.number));
  const { cursor, condemned } = lease.entry;
  return { ...written, begun: Math.max(written.begun, cursor), ...(condemned && { isSeenBad: true }) };
}

/** The alarms with which the plan is gone on with; undefined when it is to be taken back. */
async function alarmsToGoOn(
  { inputs, resumes, timeline }: RecoveryRun,
  recorded: RecordedPlan,
  ports: WritePorts,
): Promise<readonly Alarm[] | undefined> {
  if (recorded.mode === 'rollback') return [];
  if (!resumes(recorded)) return undefined;
  if (recorded.isSeenBad) timeline.note(`It is taken back, not gone on with: its version was seen to be bad`);
  if (!canGoOn(recorded)) return undefined;
  const found = await attempt(ports, () => observeAlarms(inputs, ports));
  if (found.failure) timeline.note(`It is taken back, not gone on with: ${found.failure.cause}`);
  return found.value;
}

async function takeReleaseBack(run: RecoveryRun, recorded: RecordedPlan, ports: WritePorts): Promise<Ending> {
  const done = await attempt(ports, async () => {
    const ended = await takeBack({ ...run, recorded }, ports);
    const { failure: _told, ...ending } = ended;
    await finishRecord(run.open, { ...ending, plan: recorded }, ports);
    return ended;
  });
  if (done.failure) return { verdict: 'inconclusive', failure: done.failure, isUnfinished: true };
  return { ...done.value, isUnfinished: false };
}
