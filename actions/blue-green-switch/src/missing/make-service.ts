import type { Service } from '@aws-sdk/client-ecs';
import { shellVariable } from '../../../../lib/action/shell.ts';
import { type AwsOptions, awsCommand } from '../../../../lib/aws/aws-command.ts';
import { otherSlot, type PerSlot, type SlotName, type Target } from '../../../../lib/aws/target.ts';
import type { Parts } from './parts.ts';
import type { Step } from './step.ts';

/**
 * The service of a slot, when it does not exist, like the other one; or its registration, when that is with a group that
 * does not exist.
 * @param groups ARNs of the target groups as they are once all is made
 */
export function makeService(slot: SlotName, parts: Parts, groups: PerSlot<string>): Step[] {
  const { target, services, region } = parts;
  const { service, meant } = services[slot];
  const { service: name } = target.slots[slot];
  const what = `service ${name} (slots.${slot}.service)`;
  const loadBalancers = registrationOf(target, groups[slot]);
  if (service) {
    if (!needsAssociation(slot, parts)) return [];
    const options = { cluster: target.cluster, service: name, 'load-balancers': loadBalancers };
    const note = 'registers its tasks with a target group that does not exist';
    return [{ what, isMissing: false, note, commands: [awsCommand('ecs update-service', region, options)] }];
  }
  const twin = services[otherSlot(slot)].service;
  const command = awsCommand('ecs create-service', region, {
    cluster: target.cluster,
    'service-name': name,
    ...(twin ? optionsOf(twin) : optionsWithoutTwin(target)),
    'load-balancers': loadBalancers,
    'deployment-controller': 'type=ECS',
    'desired-count': 0,
  });
  const notes = [meant && `unless ${meant} was meant`, twin && `like ${twin.serviceName}`];
  const note = notes.filter((each) => each !== undefined).join(', ');
  return [{ what, isMissing: true, ...(note !== '' && { note }), commands: [command] }];
}

/** Whether ECS is to register a slot's tasks anew, which it refuses while the target group is in no rule. */
export function needsAssociation(slot: SlotName, { services, targetGroups }: Parts): boolean {
  const { service } = services[slot];
  if (!service) return true;
  const { group, namesake } = targetGroups[slot];
  if (group) return false;
  const { loadBalancers = [] } = service;
  return namesake === undefined || !loadBalancers.some(({ targetGroupArn }) => targetGroupArn === namesake);
}

function registrationOf({ container }: Target, targetGroupArn: string) {
  return [{ targetGroupArn, containerName: container.name, containerPort: container.port }];
}

function optionsOf(twin: Service): AwsOptions {
  const { capacityProviderStrategy = [], deploymentConfiguration } = twin;
  const { deploymentCircuitBreaker, maximumPercent, minimumHealthyPercent } = deploymentConfiguration ?? {};
  const hasStrategy = capacityProviderStrategy.length > 0;
  return {
    'task-definition': twin.taskDefinition,
    'launch-type': hasStrategy ? undefined : twin.launchType,
    'capacity-provider-strategy': hasStrategy ? capacityProviderStrategy : undefined,
    'platform-version': twin.platformVersion,
    'network-configuration': twin.networkConfiguration,
    'placement-constraints': unlessEmpty(twin.placementConstraints),
    'placement-strategy': unlessEmpty(twin.placementStrategy),
    'deployment-configuration': { deploymentCircuitBreaker, maximumPercent, minimumHealthyPercent },
    'health-check-grace-period-seconds': twin.healthCheckGracePeriodSeconds,
    'enable-ecs-managed-tags': twin.enableECSManagedTags || undefined,
    'propagate-tags': twin.propagateTags === 'NONE' ? undefined : twin.propagateTags,
    'enable-execute-command': twin.enableExecuteCommand || undefined,
    // AWS keeps its own prefix for itself.
    tags: unlessEmpty(twin.tags?.filter(({ key }) => !key?.startsWith('aws:'))),
  };
}

function optionsWithoutTwin({ subnets, securityGroups }: Target): AwsOptions {
  return {
    'task-definition': shellVariable('TASK_DEFINITION'),
    'launch-type': 'FARGATE',
    'network-configuration': {
      awsvpcConfiguration: {
        subnets: subnets ?? [shellVariable('TASK_SUBNET_A'), shellVariable('TASK_SUBNET_B')],
        securityGroups: securityGroups ?? [shellVariable('TASK_SECURITY_GROUP')],
      },
    },
  };
}

function unlessEmpty<Item>(items: readonly Item[] | undefined): readonly Item[] | undefined {
  return items && items.length > 0 ? items : undefined;
}
