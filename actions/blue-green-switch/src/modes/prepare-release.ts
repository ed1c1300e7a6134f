import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import { fetchTaskDefinition } from '../../../../lib/aws/task-definitions/fetch.ts';
import type { Registrable } from '../../../../lib/aws/task-definitions/registrable.ts';
import { withImage } from '../../../../lib/aws/task-definitions/with-image.ts';
import { observe } from '../observe/observe.ts';
import { makePlan, type Plan, type ReleaseInputs } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { renderPlan } from '../report/summary.ts';

/** A release as it is going to be done. */
export interface PreparedRelease {
  readonly plan: Plan;
  /** The live slot's definition with the new image. */
  readonly definition: Registrable;
}

/**
 * Looks at everything that a release depends on, and fixes what it does. Nothing is written.
 * @throws ActionFailure for every state that a release must not start from
 */
export async function prepareRelease(
  inputs: ReleaseInputs,
  target: Target,
  ports: Ports,
): Promise<PreparedRelease> {
  const plan = makePlan(inputs, await observe(target, ports));
  const base = await fetchTaskDefinition(ports, plan.baseTaskDefinition);
  const definition = withImage(base.definition, target.container.name, inputs.image);
  ports.log.info(
    `${plan.live} is live, ${plan.image} goes to ${plan.standby} with ${plan.desiredCount} tasks`,
  );
  return { plan, definition };
}

/** What a release would do. */
export function describeDryRun({ plan }: PreparedRelease): Outcome {
  return { outputs: { 'live-slot': plan.live, image: plan.image }, summary: renderPlan(plan) };
}
