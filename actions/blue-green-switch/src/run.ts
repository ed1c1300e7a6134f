import type { Outcome } from '../../../lib/action/outcome.ts';
import type { Target } from '../../../lib/aws/target.ts';
import { fetchTaskDefinition } from '../../../lib/aws/task-definitions/fetch.ts';
import { withImage } from '../../../lib/aws/task-definitions/with-image.ts';
import type { Inputs } from './inputs.ts';
import { observe } from './observe/observe.ts';
import type { outputs } from './outputs.ts';
import { makePlan, type Plan } from './plan/plan.ts';
import type { Ports } from './ports.ts';
import { type Release, release } from './release.ts';
import { renderPlan, renderRelease } from './report/summary.ts';
import { type PhaseName, secondsOf, startTimeline, type Timeline } from './report/timeline.ts';

/** Observe, decide, act, report. Until the plan stands, nothing is written to AWS. */
export async function run(inputs: Inputs, target: Target, ports: Ports): Promise<Outcome> {
  const seen = await observe(target, ports);
  const plan = makePlan(inputs, seen);
  const base = await fetchTaskDefinition(ports, plan.baseTaskDefinition);
  const definition = withImage(base.definition, target.container.name, inputs.image);
  ports.log.info(
    `${plan.live} is live, ${plan.image} goes to ${plan.standby} with ${plan.desiredCount} tasks`,
  );
  if (inputs.dryRun)
    return { outputs: { 'live-slot': plan.live, image: plan.image }, summary: renderPlan(plan) };
  await ports.session.ensureOutlasts(longestDuration(inputs));
  const timeline = startTimeline(ports);
  const ended = await release({ plan, definition, inputs, timeline }, ports);
  return {
    outputs: listOutputs(plan, ended, timeline),
    summary: renderRelease(plan, ended, timeline),
    ...(ended.failure ? { failure: ended.failure } : {}),
  };
}

/** What every wait of a release and its rollback adds up to at most, in milliseconds. */
function longestDuration({ healthyTimeout, steps, hold, bake }: Inputs): number {
  const held = steps.reduce((sum, { holdMilliseconds }) => sum + holdMilliseconds, 0);
  return healthyTimeout + held + 2 * hold + bake;
}

/** Every output that action.yml names; those that this ending does not have are undefined. */
type Outputs = Readonly<Record<keyof typeof outputs, string | undefined>>;

function listOutputs(plan: Plan, ended: Release, timeline: Timeline): Outputs {
  const seconds = (phase: PhaseName) => secondsOf(timeline, phase)?.toString();
  return {
    verdict: ended.verdict,
    'live-slot': liveSlotAfter(plan, ended),
    'previous-slot': plan.live,
    image: plan.image,
    'task-definition': ended.taskDefinition,
    'seconds-to-healthy': seconds('prepare'),
    'seconds-to-shift': seconds('shift'),
    'seconds-to-rollback': seconds('roll back'),
    'failed-requests': String(ended.probeCounts.failed),
  };
}

function liveSlotAfter(plan: Plan, { verdict }: Release): string | undefined {
  if (verdict === 'inconclusive') return undefined;
  return verdict === 'released' ? plan.standby : plan.live;
}
