import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import { ensureTaskDefinition } from '../../../../lib/aws/task-definitions/ensure.ts';
import type { Registrable } from '../../../../lib/aws/task-definitions/registrable.ts';
import type { Inputs } from '../inputs.ts';
import type { ReleaseInputs } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { finishRecord } from '../record/finish-record.ts';
import { isLeftUnfinished } from '../record/is-left-unfinished.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedPlan, toRecordedPlan } from '../record/recorded-plan.ts';
import { type Done, type OpenRecord, underLease } from '../record/under-lease.ts';
import { reportRelease } from '../report/report-release.ts';
import { startTimeline, type Timeline } from '../report/timeline.ts';
import { attempt, joinFailures } from './attempt.ts';
import { describeDryRun, prepareRelease } from './prepare-release.ts';
import { recoverUnfinished } from './recover-unfinished.ts';
import { type Release, release } from './release.ts';

/** What a run of mode `release` was given. */
export interface ReleaseRun {
  readonly inputs: Inputs & ReleaseInputs;
  readonly target: Target;
  /** Below which name it is recorded; undefined for `record: none`. */
  readonly record: string | undefined;
}

/** Observe, decide, act, report. Until the plan stands, nothing is written to AWS but the lease. */
export async function runRelease(run: ReleaseRun, ports: Ports): Promise<Outcome> {
  const { inputs, target, record } = run;
  const early = await attempt(ports, () => prepareRelease(inputs, target, ports));
  // A split that a lost run has left is no reason to refuse: it is put right first.
  const isRefused = early.failure && (inputs.dryRun || !(await isLeftUnfinished(record, ports)));
  if (isRefused) throw new ActionFailure(early.failure);
  if (inputs.dryRun && early.value) return describeDryRun(early.value);
  await ports.session.ensureOutlasts(longestDuration(inputs));
  const timeline = startTimeline(ports);
  const use = { record, mode: inputs.mode, mayPreempt: false };
  for (;;) {
    const ended = await underLease(use, ports, (free, open) =>
      open?.unfinished ? recoverFirst(run, open, timeline, free) : releaseAlone(run, open, timeline, free),
    );
    if (ended) return ended;
  }
}

/** What every wait of a release and its rollback adds up to at most, in milliseconds. */
function longestDuration({ healthyTimeout, steps, hold, bake }: Inputs): number {
  const held = steps.reduce((sum, { holdMilliseconds }) => sum + holdMilliseconds, 0);
  return healthyTimeout + held + 2 * hold + bake;
}

/** Gives no outcome when the release may go on, under a lease of its own. */
async function recoverFirst(
  { inputs, target }: ReleaseRun,
  open: OpenRecord,
  timeline: Timeline,
  ports: WritePorts,
): Promise<Done<Outcome | undefined>> {
  const recovery = await recoverUnfinished({ inputs, target, open, timeline }, ports);
  if (!recovery?.failure) return { result: undefined, isUnfinished: false };
  throw new ActionFailure(recovery.failure);
}

async function releaseAlone(
  { inputs, target }: ReleaseRun,
  open: OpenRecord | undefined,
  timeline: Timeline,
  ports: WritePorts,
): Promise<Done<Outcome>> {
  const startedAt = ports.clock.now();
  // Read again: while the lease was waited for, the run before may have changed everything.
  const { plan, definition } = await prepareRelease(inputs, target, ports);
  const probeCounts = { sent: 0, failed: 0 };
  const registered = await attempt(ports, () => registerRevision(definition, timeline, ports));
  if (registered.failure) {
    const verdict = ports.signal.aborted ? 'interrupted' : 'refused';
    const { failure } = registered;
    const report = { plan, verdict, failure, probeCounts, timeline, releaseId: undefined } as const;
    return { result: reportRelease(report), isUnfinished: false };
  }
  const taskDefinition = registered.value;
  const recorded = toRecordedPlan(plan, taskDefinition, startedAt);
  await open?.plan(recorded);
  const acted = await release({ plan, taskDefinition, inputs, timeline, probeCounts }, ports);
  const ended = open ? await record(open, acted, recorded, ports) : acted;
  const releaseId = open?.lease.number;
  const report = { plan, ...ended, taskDefinition, probeCounts, timeline, releaseId };
  return { result: reportRelease(report), isUnfinished: ended.isUnfinished };
}

function registerRevision(definition: Registrable, timeline: Timeline, ports: Ports): Promise<string> {
  return timeline.phase('register', 'Register the new revision', async () => {
    const { arn, isNew } = await ensureTaskDefinition(ports, definition);
    timeline.note(`${isNew ? 'Registered' : 'Reuses the identical'} ${arn}`);
    return arn;
  });
}

/** A release that is not recorded is red: nothing could find the way back to it. */
async function record(open: OpenRecord, ended: Release, plan: RecordedPlan, ports: Ports): Promise<Release> {
  const { verdict, isUnfinished, failure } = ended;
  // A cancelled job is killed within seconds, and what is unfinished is recorded by whoever finishes it.
  if (isUnfinished || ports.signal.aborted) return ended;
  const liveSlot = verdict === 'released' ? plan.standby : plan.live;
  const told = await attempt(ports, () =>
    finishRecord(open, { mode: 'release', verdict, liveSlot, plan }, ports),
  );
  if (!told.failure) return ended;
  return { ...ended, failure: failure ? joinFailures(failure, told.failure) : told.failure };
}
