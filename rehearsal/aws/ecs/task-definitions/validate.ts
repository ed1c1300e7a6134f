import type { ContainerDefinition, RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs';
import { clientError } from '../errors.ts';
import { checkDependencies } from './check-dependencies.ts';
import { checkHealthCheck } from './check-health-check.ts';
import { checkSecrets } from './check-secrets.ts';
import { isFargateSize, readCpu, readMemory } from './fargate-sizes.ts';
import { startOrder } from './start-order.ts';

/** Fargate's longest `stopTimeout`, in seconds. */
const FARGATE_STOP_TIMEOUT = 120;

/**
 * @param isInEcr whether an image is one of ECR's
 * @throws AwsError ClientException in ECS's words when AWS would not register this
 */
export function checkRegistration(
  input: RegisterTaskDefinitionRequest,
  isInEcr: (image: string) => boolean,
): void {
  const containers = input.containerDefinitions ?? [];
  checkFamily(input.family);
  if (containers.length === 0) throw clientError('Container list cannot be empty.');
  for (const container of containers) checkContainer(container, input);
  const names = containers.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw clientError(`Container names must be unique within a task definition: ${twice}.`);
  if (containers.every(({ essential }) => essential === false)) {
    throw clientError('Task definition does not have any essential containers.');
  }
  startOrder(containers);
  checkDependencies(containers);
  if (isForFargate(input)) checkFargate(input, isInEcr);
}

function checkFamily(family: string | undefined): void {
  if (!family) throw clientError('Family should not be null or empty.');
  if (!/^[\w-]{1,255}$/.test(family)) throw clientError('Family contains invalid characters.');
}

function checkContainer(container: ContainerDefinition, input: RegisterTaskDefinitionRequest): void {
  if (!container.name) throw clientError('Container.name should not be null or empty.');
  if (!/^[\w-]{1,255}$/.test(container.name))
    throw clientError('Container.name contains invalid characters.');
  if (!container.image) throw clientError('Container.image should not be null or empty.');
  checkSecrets(container, input.executionRoleArn);
  checkHealthCheck(container);
  if (!input.memory && !isForFargate(input) && !hasMemory(container)) {
    throw clientError(
      `Invalid setting for container '${container.name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
    );
  }
  if (input.networkMode !== 'awsvpc') return;
  const mismatch = container.portMappings?.some(
    ({ hostPort, containerPort }) => hostPort !== undefined && hostPort !== 0 && hostPort !== containerPort,
  );
  if (mismatch) {
    throw clientError(
      'When networkMode=awsvpc, the host ports and container ports in port mappings must match.',
    );
  }
}

function hasMemory({ memory, memoryReservation }: ContainerDefinition): boolean {
  return memory !== undefined || memoryReservation !== undefined;
}

function isForFargate({ requiresCompatibilities }: RegisterTaskDefinitionRequest): boolean {
  return requiresCompatibilities?.includes('FARGATE') ?? false;
}

function checkFargate(input: RegisterTaskDefinitionRequest, isInEcr: (image: string) => boolean): void {
  if (input.networkMode !== 'awsvpc') throw clientError('Fargate only supports network mode ‘awsvpc’.');
  if (!input.cpu) throw clientError("Fargate requires that 'cpu' be defined at the task level.");
  if (!input.memory) throw clientError("Fargate requires that 'memory' be defined at the task level.");
  if (!isFargateSize(readCpu(input.cpu) ?? 0, readMemory(input.memory) ?? 0)) {
    throw clientError('No Fargate configuration exists for given values.');
  }
  if (!input.executionRoleArn && input.containerDefinitions?.some(({ image = '' }) => isInEcr(image))) {
    throw clientError('Fargate requires task definition to have execution role ARN to support ECR images.');
  }
  for (const container of input.containerDefinitions ?? []) checkOnFargate(container, input.executionRoleArn);
}

function checkOnFargate(container: ContainerDefinition, executionRoleArn: string | undefined): void {
  if ((container.stopTimeout ?? 0) > FARGATE_STOP_TIMEOUT) {
    throw clientError(`Fargate supports a stopTimeout of at most ${FARGATE_STOP_TIMEOUT} seconds.`);
  }
  const options = container.logConfiguration?.options ?? {};
  if (container.logConfiguration?.logDriver !== 'awslogs') return;
  if (!executionRoleArn) {
    throw clientError(
      'Fargate requires task definition to have execution role ARN to support log driver awslogs.',
    );
  }
  for (const option of ['awslogs-group', 'awslogs-region', 'awslogs-stream-prefix']) {
    if (!options[option]) throw clientError(`Log driver awslogs requires options: ${option}`);
  }
}
