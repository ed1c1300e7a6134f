import type { Target } from '../../../../lib/aws/target.ts';
import { fetchTaskDefinition } from '../../../../lib/aws/task-definitions/fetch.ts';
import { withImage } from '../../../../lib/aws/task-definitions/with-image.ts';
import { observe } from '../observe/observe.ts';
import { planRelease, type ReleaseInputs } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { PreparedSwitch } from './prepared-switch.ts';

/**
 * Looks at everything that a release depends on, and fixes what it does. Nothing is written.
 * @throws ActionFailure for every state that a release must not start from
 */
export async function prepareRelease(
  inputs: ReleaseInputs,
  target: Target,
  ports: Ports,
): Promise<PreparedSwitch> {
  const plan = planRelease(inputs, await observe(target, ports));
  const base = await fetchTaskDefinition(ports, plan.baseTaskDefinition);
  const definition = withImage(base.definition, target.container.name, inputs.image);
  ports.log.info(
    `${plan.live} is live, ${plan.image} goes to ${plan.standby} with ${plan.desiredCount} tasks`,
  );
  return { plan, revision: { definition } };
}
