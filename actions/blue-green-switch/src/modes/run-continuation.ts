import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';
import type { Unfinished } from '../../../../lib/aws/record/find-unfinished.ts';
import { isSameOwner } from '../../../../lib/aws/record/lease-entry.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { observeAlarms } from '../observe/observe-alarms.ts';
import { longestDuration } from '../plan/longest-duration.ts';
import type { Ports } from '../ports.ts';
import { findLeftUnfinished } from '../record/find-left-unfinished.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedPlan, toPlan, weightsOfRun } from '../record/recorded-plan.ts';
import { type Done, type OpenRecord, underLease } from '../record/under-lease.ts';
import { describeContinuation, reportDone } from '../report/continuation.ts';
import { reportRecovery } from '../report/recovery.ts';
import { reportRelease } from '../report/report-release.ts';
import type { Timeline } from '../report/timeline.ts';
import { type Continuation, decideContinuation } from './decide-continuation.ts';
import { leaveAs, recordEnd } from './record-end.ts';
import { readInterruptedPlan, recoverUnfinished } from './recover-unfinished.ts';
import { release } from './release.ts';

/** What a run of mode `shift` or `finish` was given. */
export interface ContinuationRun {
  readonly mode: 'shift' | 'finish';
  readonly inputs: Inputs;
  readonly target: Target;
  readonly record: string;
}

/** What it found. */
interface Found {
  readonly continuation: Continuation;
  /** Undefined when nothing is unfinished. */
  readonly plan: RecordedPlan | undefined;
}

/** Goes on with what an earlier mode of the same workflow run has brought about. */
export async function runContinuation(run: ContinuationRun, ports: Ports): Promise<Outcome> {
  const { mode, inputs, record } = run;
  const early = find(run, await findLeftUnfinished(record, ports), ports);
  const plan = planOf(run, early);
  if (early.continuation.kind === 'done') return reportDone(plan);
  const alarms = mode === 'shift' ? await observeAlarms(inputs, ports) : [];
  if (inputs.dryRun) return describeContinuation(mode, toPlan(plan, run.target), early.continuation);
  await ports.session.ensureOutlasts(longestDuration(inputs, plan, [mode]));
  const { timeline } = ports;
  return underLease({ record, mode, mayPreempt: false }, ports, async (free, open) => {
    if (!open) throw new Error('A release that goes on has a record.');
    // Read again under the lease.
    const found = find(run, open.unfinished, ports);
    const task = { run, open, timeline, plan: planOf(run, found), alarms };
    return found.continuation.kind === 'go-on' ? goOnWithLeg(task, free) : putRight(task, free);
  });
}

function find(
  { mode, inputs, record }: ContinuationRun,
  unfinished: Unfinished | undefined,
  { owner }: Ports,
): Found {
  const plan = unfinished && readInterruptedPlan(unfinished, record);
  // Its lease may be this run's although the plan is another's, which an earlier attempt was recovering.
  const isOwn = plan !== undefined && isSameOwner(plan.owner, owner);
  const continuation = decideContinuation(mode, plan && { plan, isOwn }, inputs.onInterrupted === 'resume');
  return { continuation, plan };
}

/**
 * The plan with what this mode adds to it.
 * @throws ActionFailure when there is none that this mode could go on with
 */
function planOf({ mode, inputs, record }: ContinuationRun, { continuation, plan }: Found): RecordedPlan {
  if (continuation.kind === 'too-early' || !plan) {
    const missing = continuation.kind === 'too-early' ? continuation.missing : 'prepare';
    throw new ActionFailure({
      cause: `Mode "${mode}" goes on with what mode "${missing}" of the same workflow run has brought about, and ${record} knows of nothing that waits for it.`,
      advice: `Run mode: ${missing} in an earlier step or job of this workflow run. What was prepared may have been taken back since, or taken over by another run: see mode: status.`,
    });
  }
  if (continuation.kind !== 'go-on') return plan;
  if (mode === 'finish') return { ...plan, parkedCount: inputs.standbyCount };
  return plan.steps.length > 0 ? plan : { ...plan, steps: [...inputs.steps] };
}

/** What is done under the lease. */
interface Task {
  readonly run: ContinuationRun;
  readonly open: OpenRecord;
  readonly timeline: Timeline;
  readonly plan: RecordedPlan;
  readonly alarms: readonly Alarm[];
}

async function goOnWithLeg(
  { run, open, timeline, plan: recorded, alarms }: Task,
  ports: WritePorts,
): Promise<Done<Outcome>> {
  const { mode, inputs, target } = run;
  await open.plan(recorded);
  const plan = toPlan(recorded, target);
  timeline.notePlan(plan);
  const { begun, taskDefinition, releaseId } = recorded;
  const course = {
    ...{ plan, taskDefinition, inputs, timeline, begun, releaseId, isRecorded: true },
    own: weightsOfRun(recorded),
    alarms: alarms.map(({ name }) => name),
    legs: [mode],
  };
  const final = await recordEnd(open, await release(course, ports), recorded, ports);
  return leaveAs(reportRelease({ ...course, ...final }), final, inputs);
}

/** Whatever was lost is put right; what was being parked is finished with that. */
async function putRight({ run, open, timeline }: Task, ports: WritePorts): Promise<Done<Outcome>> {
  const recovered = await recoverUnfinished({ ...run, open, timeline, resumes: () => false }, ports);
  if (!recovered) throw new Error('What was interrupted has a plan.');
  const outcome = reportRecovery(recovered, timeline);
  const isDone = recovered.verdict === 'released' || recovered.failure !== undefined;
  const failure = {
    cause: `An earlier attempt of this run was lost in the middle, and ${recovered.plan.standby} is parked again.`,
    advice: 'Run the whole workflow again, or mode: prepare first.',
  };
  return {
    result: isDone ? outcome : { ...outcome, failure },
    isUnfinished: recovered.isUnfinished,
  };
}
