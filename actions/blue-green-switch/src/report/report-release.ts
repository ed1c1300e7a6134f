import type { Outcome } from '../../../../lib/action/outcome.ts';
import { countsOf } from '../gates/probe-counts.ts';
import type { outputs } from '../outputs.ts';
import { type ReleaseReport, renderRelease } from './summary.ts';
import { type PhaseName, secondsOf } from './timeline.ts';

/** Every output of action.yml but for what is known later; those that this ending does not have are undefined. */
type Outputs = Readonly<Record<Exclude<keyof typeof outputs, 'evidence'>, string | undefined>>;

/** What a release that came to its end, good or bad, has to tell. */
export function reportRelease(report: ReleaseReport): Outcome {
  return {
    outputs: listOutputs(report),
    summary: renderRelease(report),
    ...(report.failure ? { failure: report.failure } : {}),
  };
}

function listOutputs(report: ReleaseReport): Outputs {
  const { plan, verdict, liveSlot, taskDefinition, timeline } = report;
  const seconds = (phase: PhaseName) => secondsOf(timeline, phase)?.toString();
  return {
    verdict: plan.mode === 'rollback' && verdict === 'released' ? 'rolled-back' : verdict,
    'live-slot': liveSlot,
    'previous-slot': plan.live,
    'release-id': report.releaseId?.toString(),
    image: plan.image,
    'task-definition': taskDefinition,
    'seconds-to-healthy': seconds('prepare'),
    'seconds-to-shift': seconds('shift'),
    'seconds-to-rollback': seconds(plan.mode === 'rollback' ? 'shift' : 'roll back'),
    'failed-requests': String(countsOf(timeline.probes, 'probe').failed),
  };
}
