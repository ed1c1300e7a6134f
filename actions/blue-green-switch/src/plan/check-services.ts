import type { Service } from '@aws-sdk/client-ecs';
import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { regionOf } from '../../../../lib/aws/arn.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import type { SlotName, Target } from '../../../../lib/aws/target.ts';

/** What one slot is made of, as AWS describes it. */
export interface SlotParts {
  readonly service: Service;
  readonly targetGroup: TargetGroup;
}

/**
 * Sees that two-slot releases can work with a slot's service, and that it fits its target group.
 * @throws ActionFailure otherwise
 */
export function checkService(slot: SlotName, { service, targetGroup }: SlotParts, target: Target): void {
  const { serviceName, deploymentController, loadBalancers = [] } = service;
  const controller = deploymentController?.type ?? 'ECS';
  const { targetGroup: arn } = target.slots[slot];
  if (controller !== 'ECS') {
    throw new ActionFailure({
      cause: `Service ${serviceName} is deployed by ${controller}, which would undo what this action does.`,
      advice: 'Create the service with the deployment controller ECS; the type cannot be changed afterwards.',
    });
  }
  const registration = loadBalancers.find(({ targetGroupArn }) => targetGroupArn === arn);
  if (!registration) {
    throw new ActionFailure({
      cause: `Service ${serviceName} does not register its tasks with ${arn}, the target group of slot ${slot}.`,
      advice: 'Correct the slot in the target, or the loadBalancers of the service.',
    });
  }
  const { containerPort } = registration;
  if (containerPort !== target.container.port) {
    throw new ActionFailure({
      cause: `Service ${serviceName} registers port ${containerPort} of its tasks with ${arn}, and the target says ${target.container.port}.`,
      advice: 'Correct container.port in the target, or the loadBalancers of the service.',
    });
  }
  checkTargetType(service, targetGroup);
}

/** In network mode awsvpc every task has an address of its own; in the other modes it is a port of an instance. */
function checkTargetType(
  { serviceName, networkConfiguration }: Service,
  { TargetGroupArn, TargetType }: TargetGroup,
): void {
  const needed = networkConfiguration?.awsvpcConfiguration ? 'ip' : 'instance';
  if (TargetType === needed) return;
  throw new ActionFailure({
    cause: `Target group ${TargetGroupArn} takes targets of type ${TargetType}, and the tasks of service ${serviceName} are of type ${needed}.`,
    advice: `Create a target group of type ${needed}, since the type cannot be changed afterwards, and name it in the service and in the target.`,
  });
}

/**
 * Without a version that serves there is nothing to go back to, and nothing to measure a release by.
 * @throws ActionFailure when the live slot runs no tasks
 */
export function refuseEmptyLive(
  slot: SlotName,
  { serviceName, runningCount = 0 }: Service,
  target: Target,
): void {
  if (runningCount > 0) return;
  throw new ActionFailure({
    cause: `Nothing serves: the live service ${serviceName} (slot ${slot}) runs no tasks.`,
    advice: `Put the new version into service with mode: bootstrap, which needs nothing to go back to. If ${slot} should be running: ${commandToSee(slot, target)} tells why it is not.`,
  });
}

/**
 * Tasks of the live slot that come and go would be counted wrongly.
 * @throws ActionFailure while it is deployed
 */
export function refuseMovingLive(
  slot: SlotName,
  { serviceName, deployments = [] }: Service,
  target: Target,
): void {
  const isMoving = deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
  if (deployments.length <= 1 && !isMoving) return;
  throw new ActionFailure({
    cause: `A deployment of service ${serviceName} is in progress, and its slot ${slot} is live.`,
    advice: `Wait for it, or end it, then run again: ${commandToSee(slot, target)}`,
  });
}

/** The command that tells how a slot's service is. */
function commandToSee(slot: SlotName, { cluster, slots }: Target): string {
  const { service, targetGroup } = slots[slot];
  return awsCommand('ecs describe-services', regionOf(targetGroup), { cluster, services: service });
}
