import type { Attribute, ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';

const DOCKER_API = 'com.amazonaws.ecs.capability.docker-remote-api.';

/** Whether an image is named as ECR's are at AWS. */
export function isEcrHost(image: string): boolean {
  return /^\d{12}\.dkr[.-]ecr\./.test(image);
}

/** What an agent must be able to do to run this, as ECS lists it with the definition. */
export function requiredAttributes(definition: TaskDefinition): Attribute[] {
  const containers = definition.containerDefinitions ?? [];
  const usesAwslogs = containers.some(({ logConfiguration }) => logConfiguration?.logDriver === 'awslogs');
  const pullsFromEcr = containers.some(({ image = '' }) => isEcrHost(image));
  const hasExecutionRole = definition.executionRoleArn !== undefined;
  const needs: [string, boolean][] = [
    ['com.amazonaws.ecs.capability.logging-driver.awslogs', usesAwslogs],
    ['ecs.capability.execution-role-awslogs', usesAwslogs && hasExecutionRole],
    ['com.amazonaws.ecs.capability.ecr-auth', pullsFromEcr],
    ['ecs.capability.execution-role-ecr-pull', pullsFromEcr && hasExecutionRole],
    [`${DOCKER_API}1.18`, true],
    [`${DOCKER_API}1.19`, usesAwslogs || pullsFromEcr],
    [`${DOCKER_API}1.24`, containers.some(({ healthCheck }) => healthCheck !== undefined)],
    [
      'ecs.capability.container-health-check',
      containers.some(({ healthCheck }) => healthCheck !== undefined),
    ],
    [`${DOCKER_API}1.21`, containers.some(isReserving)],
    ['com.amazonaws.ecs.capability.task-iam-role', definition.taskRoleArn !== undefined],
    ['ecs.capability.container-ordering', containers.some(({ dependsOn = [] }) => dependsOn.length > 0)],
    ['ecs.capability.task-eni', definition.networkMode === 'awsvpc'],
  ];
  return needs.filter(([, isNeeded]) => isNeeded).map(([name]) => ({ name }));
}

function isReserving(container: ContainerDefinition): boolean {
  return container.memoryReservation !== undefined;
}
