import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import { ensureTaskDefinition } from '../../../../lib/aws/task-definitions/ensure.ts';
import type { Inputs } from '../inputs.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { findLeftUnfinished } from '../record/find-left-unfinished.ts';
import { finishRecord } from '../record/finish-record.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedPlan, toRecordedPlan } from '../record/recorded-plan.ts';
import { type Done, type OpenRecord, underLease } from '../record/under-lease.ts';
import { reportRecovery } from '../report/recovery.ts';
import { reportRelease } from '../report/report-release.ts';
import { startTimeline, type Timeline } from '../report/timeline.ts';
import { attempt, joinFailures } from './attempt.ts';
import { describeDryRun, type PreparedSwitch } from './prepared-switch.ts';
import { type Recovered, recoverUnfinished } from './recover-unfinished.ts';
import { type Release, release } from './release.ts';

/** What a release and a rollback have in common, and in what they differ. */
export interface SwitchRun {
  readonly inputs: Inputs;
  readonly target: Target;
  /** Below which name it is recorded; undefined for `record: none`. */
  readonly record: string | undefined;
  /** Whether it may take over from a run that lives. */
  readonly mayPreempt: boolean;
  /** Looks, decides and writes nothing. It may go by what it found before. */
  readonly prepare: (ports: Ports, before?: PreparedSwitch) => Promise<PreparedSwitch>;
  /** Whether putting right what a lost run has left was all that there was to do. */
  readonly isDoneBy: (recovered: Recovered) => boolean;
}

/** Observe, decide, act, report. Until the plan stands, nothing is written to AWS but the lease. */
export async function runSwitch(run: SwitchRun, ports: Ports): Promise<Outcome> {
  const { inputs, record, mayPreempt } = run;
  const early = await attempt(ports, () => run.prepare(ports));
  // A split that a lost run has left is no reason to refuse: it is put right first.
  const isRefused = early.failure && (inputs.dryRun || !(await findLeftUnfinished(record, ports)));
  if (isRefused) throw new ActionFailure(early.failure);
  if (inputs.dryRun && early.value) return describeDryRun(early.value);
  await ports.session.ensureOutlasts(longestDuration(inputs, early.value?.plan));
  const timeline = startTimeline(ports);
  for (;;) {
    const ended = await underLease({ record, mode: inputs.mode, mayPreempt }, ports, (free, open) =>
      open?.unfinished
        ? recoverFirst(run, open, timeline, free)
        : switchAlone({ run, early: early.value, open, timeline }, free),
    );
    if (ended) return ended;
  }
}

/**
 * What every wait of a release and its rollback adds up to at most, in milliseconds.
 * @param plan undefined while a lost run has left what nothing can be planned from
 */
function longestDuration(inputs: Inputs, plan: Plan | undefined): number {
  const { healthyTimeout, steps, hold, bake, alarms, onNoData } = inputs;
  const held = steps.reduce((sum, { holdMilliseconds }) => sum + holdMilliseconds, 0);
  const isGated = alarms.names.length + alarms.tags.length > 0;
  const bakes = isGated && onNoData === 'hold' ? 2 : 1;
  return healthyTimeout + (plan?.thresholdPeriod ?? 0) + held + 2 * hold + bakes * bake;
}

/** Gives no outcome when the run may go on, under a lease of its own. */
async function recoverFirst(
  { inputs, target, isDoneBy }: SwitchRun,
  open: OpenRecord,
  timeline: Timeline,
  ports: WritePorts,
): Promise<Done<Outcome | undefined>> {
  const recovered = await recoverUnfinished({ inputs, target, open, timeline }, ports);
  if (recovered?.failure) {
    timeline.note(`What ${recovered.whose} has left ended badly: ${recovered.failure.cause}`);
  }
  const isOver = recovered && (recovered.isUnfinished || ports.signal.aborted || isDoneBy(recovered));
  const result = isOver ? reportRecovery(recovered, timeline) : undefined;
  return { result, isUnfinished: recovered?.isUnfinished ?? false };
}

/** A run that has the lease, or needs none. */
interface Alone {
  readonly run: SwitchRun;
  /** What was found before, unless that was a state to put right first. */
  readonly early: PreparedSwitch | undefined;
  readonly open: OpenRecord | undefined;
  readonly timeline: Timeline;
}

async function switchAlone({ run, early, open, timeline }: Alone, ports: WritePorts): Promise<Done<Outcome>> {
  const startedAt = ports.clock.now();
  // Read again: while the lease was waited for, the run before may have changed everything.
  const { plan, revision, alarms } = await run.prepare(ports, early);
  await ports.session.ensureOutlasts(longestDuration(run.inputs, plan));
  const isRecorded = open !== undefined;
  const told = {
    plan,
    timeline,
    isRecorded,
    releaseId: open?.lease.number,
  };
  const registered = await attempt(ports, () => ensureRevision(revision, timeline, ports));
  if (registered.failure) {
    const verdict = ports.signal.aborted ? 'interrupted' : 'refused';
    const ended = { verdict, liveSlot: plan.live, failure: registered.failure } as const;
    const report = { ...told, ...ended, releaseId: undefined };
    return { result: reportRelease(report), isUnfinished: false };
  }
  const names = alarms.map(({ name }) => name);
  const course = { ...told, taskDefinition: registered.value, inputs: run.inputs, alarms: names };
  const recorded = toRecordedPlan(plan, course.taskDefinition, startedAt);
  await open?.plan(recorded);
  const ended = await release(course, ports);
  const final = open ? await recordEnd(open, ended, recorded, ports) : ended;
  return { result: reportRelease({ ...course, ...final }), isUnfinished: final.isUnfinished };
}

async function ensureRevision(
  revision: PreparedSwitch['revision'],
  timeline: Timeline,
  ports: Ports,
): Promise<string> {
  if ('arn' in revision) return revision.arn;
  return timeline.phase('register', 'Register the new revision', async () => {
    const { arn, isNew } = await ensureTaskDefinition(ports, revision.definition);
    timeline.note(`${isNew ? 'Registered' : 'Reuses the identical'} ${arn}`);
    return arn;
  });
}

/** A release that is not recorded is red: nothing could find the way back to it. */
async function recordEnd(
  open: OpenRecord,
  ended: Release,
  plan: RecordedPlan,
  ports: Ports,
): Promise<Release> {
  const { verdict, liveSlot, isUnfinished, failure } = ended;
  // A cancelled job is killed within seconds, and what is unfinished is recorded by whoever finishes it.
  if (isUnfinished || ports.signal.aborted) return ended;
  const ending = { verdict, ...(liveSlot && { liveSlot }), plan };
  const told = await attempt(ports, () => finishRecord(open, ending, ports));
  if (!told.failure) return ended;
  return { ...ended, failure: failure ? joinFailures(failure, told.failure) : told.failure };
}
