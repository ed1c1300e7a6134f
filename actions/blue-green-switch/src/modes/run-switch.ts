import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import { ensureTaskDefinition } from '../../../../lib/aws/task-definitions/ensure.ts';
import type { Inputs } from '../inputs.ts';
import { longestDuration } from '../plan/longest-duration.ts';
import { remarkScaling } from '../plan/remark-scaling.ts';
import type { Ports } from '../ports.ts';
import { findLeftUnfinished } from '../record/find-left-unfinished.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedPlan, toRecordedPlan } from '../record/recorded-plan.ts';
import { type Done, type OpenRecord, underLease } from '../record/under-lease.ts';
import { reportRecovery } from '../report/recovery.ts';
import { reportRelease } from '../report/report-release.ts';
import type { Timeline } from '../report/timeline.ts';
import { attempt, joinFailures } from './attempt.ts';
import { LEGS, type Leg } from './legs.ts';
import { describeDryRun, type PreparedSwitch } from './prepared-switch.ts';
import { leaveAs, recordEnd } from './record-end.ts';
import { type Recovered, readInterruptedPlan, recoverUnfinished } from './recover-unfinished.ts';
import { release } from './release.ts';

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
  /** The first legs of it, all by default: what comes after them waits for the next mode of this run. */
  readonly legs?: readonly Leg[];
  /** Whether a lost run's release is gone on with, rather than taken back. */
  readonly resumes: (plan: RecordedPlan) => boolean;
  /** Whether putting right what a lost run has left was all that there was to do. */
  readonly isDoneBy: (recovered: Recovered) => boolean;
}

/** Observe, decide, act, report. Until the plan stands, nothing is written to AWS but the lease. */
export async function runSwitch(run: SwitchRun, ports: Ports): Promise<Outcome> {
  const { inputs, record, mayPreempt, legs = LEGS } = run;
  const early = await attempt(ports, () => run.prepare(ports));
  // A split that a lost run has left is no reason to refuse: it is put right first.
  const isRefused = early.failure && (inputs.dryRun || !(await findLeftUnfinished(record, ports)));
  if (isRefused) throw new ActionFailure(early.failure);
  if (inputs.dryRun && early.value) return describeDryRun(early.value);
  await ports.session.ensureOutlasts(longestDuration(inputs, early.value?.plan, legs));
  const { timeline } = ports;
  for (;;) {
    const ended = await underLease({ record, mode: inputs.mode, mayPreempt }, ports, (free, open) =>
      open?.unfinished
        ? recoverFirst(run, open, timeline, free)
        : switchAlone({ run, early: early.value, open, timeline }, free),
    );
    if (ended) return ended;
  }
}

/** Gives no outcome when the run may go on, under a lease of its own. */
async function recoverFirst(
  { inputs, target, resumes, isDoneBy }: SwitchRun,
  open: OpenRecord,
  timeline: Timeline,
  ports: WritePorts,
): Promise<Done<Outcome | undefined>> {
  const recovered = await recoverUnfinished(
    { inputs: unwaiting({ inputs, resumes }, open), target, open, timeline, resumes },
    ports,
  );
  if (recovered?.failure) {
    timeline.note(`What ${recovered.whose} has left ended badly: ${recovered.failure.cause}`);
  }
  const isUnfinished = recovered?.isUnfinished ?? false;
  if (!recovered) return { result: undefined, isUnfinished };
  if (isUnfinished || isDoneBy(recovered))
    return { result: reportRecovery(recovered, timeline), isUnfinished };
  const cancelled = await attempt(ports, async () => ports.signal.throwIfAborted());
  if (!cancelled.failure) return { result: undefined, isUnfinished };
  // What was left is put right, and what this run was asked for has not begun.
  const failure = joinFailures(cancelled.failure, recovered.failure);
  const { outputs, ...told } = reportRecovery({ ...recovered, failure }, timeline);
  return { result: { ...told, outputs: { ...outputs, verdict: 'interrupted' } }, isUnfinished };
}

/**
 * Old cookies are not waited for: this run itself, or one after it, puts group stickiness back. Only what this run goes
 * on with may be all that it has to do, and then it waits as it would have.
 */
function unwaiting({ inputs, resumes }: Pick<SwitchRun, 'inputs' | 'resumes'>, open: OpenRecord): Inputs {
  const plan = open.unfinished && readInterruptedPlan(open.unfinished, open.target);
  const isGoneOnWith = plan?.stickiness?.mode === 'wait' && resumes(plan);
  return isGoneOnWith ? inputs : { ...inputs, stickyTimeout: 0 };
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
  timeline.notePlan(plan);
  const { legs = LEGS } = run;
  await ports.session.ensureOutlasts(longestDuration(run.inputs, plan, legs));
  for (const remark of remarkScaling(plan)) timeline.note(remark);
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
  const course = { ...told, taskDefinition: registered.value, inputs: run.inputs, alarms: names, legs };
  const { taskDefinition } = course;
  const recorded = toRecordedPlan(plan, {
    releaseId: open?.lease.number ?? 0,
    owner: ports.owner,
    taskDefinition,
    startedAt,
  });
  await open?.plan(recorded);
  const ended = await release(course, ports);
  const final = open ? await recordEnd(open, ended, recorded, ports) : ended;
  return leaveAs(reportRelease({ ...course, ...final }), final, run.inputs);
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
