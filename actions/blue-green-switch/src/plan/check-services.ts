import type { Service } from '@aws-sdk/client-ecs';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { SlotName, Target } from '../../../../lib/aws/target.ts';

/**
 * Sees that two-slot releases can work with a slot's service.
 * @throws ActionFailure otherwise
 */
export function checkService(slot: SlotName, service: Service, target: Target): void {
  const { serviceName, deploymentController, loadBalancers = [] } = service;
  const controller = deploymentController?.type ?? 'ECS';
  const { targetGroup } = target.slots[slot];
  if (controller !== 'ECS') {
    throw new ActionFailure({
      cause: `Service ${serviceName} is deployed by ${controller}, which would undo what this action does.`,
      advice: 'Create the service with the deployment controller ECS; the type cannot be changed afterwards.',
    });
  }
  if (!loadBalancers.some((entry) => entry.targetGroupArn === targetGroup)) {
    throw new ActionFailure({
      cause: `Service ${serviceName} does not register its tasks with ${targetGroup}, the target group of slot ${slot}.`,
      advice: 'Correct the slot in the target, or the loadBalancers of the service.',
    });
  }
}
