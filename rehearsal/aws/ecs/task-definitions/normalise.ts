import type {
  Compatibility,
  ContainerDefinition,
  RegisterTaskDefinitionRequest,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import { HEALTH_CHECK_DEFAULTS } from '../tasks/health-checks.ts';
import { isFargateSize, readCpu, readMemory } from './fargate-sizes.ts';
import { requiredAttributes } from './required-attributes.ts';

interface Registration {
  readonly arn: string;
  readonly revision: number;
  readonly registeredAt: Date;
  readonly registeredBy: string;
}

/** The task definition as AWS returns it: with its defaults written out. */
export function normalise(input: RegisterTaskDefinitionRequest, registration: Registration): TaskDefinition {
  const { tags: _kept, containerDefinitions = [], cpu, memory, ...sent } = input;
  const normal = {
    ...sent,
    ...(cpu === undefined ? {} : { cpu: String(readCpu(cpu) ?? cpu) }),
    ...(memory === undefined ? {} : { memory: String(readMemory(memory) ?? memory) }),
    containerDefinitions: containerDefinitions.map((container) => normaliseContainer(container, input)),
    volumes: input.volumes ?? [],
    placementConstraints: input.placementConstraints ?? [],
  };
  return {
    ...normal,
    taskDefinitionArn: registration.arn,
    revision: registration.revision,
    status: 'ACTIVE',
    requiresAttributes: requiredAttributes(normal),
    compatibilities: compatibilities(normal),
    registeredAt: registration.registeredAt,
    registeredBy: registration.registeredBy,
  };
}

function normaliseContainer(
  container: ContainerDefinition,
  { networkMode }: RegisterTaskDefinitionRequest,
): ContainerDefinition {
  return {
    ...container,
    cpu: container.cpu ?? 0,
    essential: container.essential ?? true,
    environment: container.environment ?? [],
    mountPoints: container.mountPoints ?? [],
    volumesFrom: container.volumesFrom ?? [],
    systemControls: container.systemControls ?? [],
    ...(container.healthCheck ? { healthCheck: { ...HEALTH_CHECK_DEFAULTS, ...container.healthCheck } } : {}),
    portMappings: (container.portMappings ?? []).map((mapping) => ({
      ...mapping,
      // In awsvpc mode a port has no other number outside; elsewhere 0 asks for any free one.
      hostPort: networkMode === 'awsvpc' ? mapping.containerPort : (mapping.hostPort ?? 0),
      protocol: mapping.protocol ?? 'tcp',
    })),
  };
}

/** Where the definition could run: on Fargate with its network mode and one of its sizes. */
function compatibilities({ networkMode, cpu, memory }: TaskDefinition): Compatibility[] {
  const fitsFargate = networkMode === 'awsvpc' && isFargateSize(Number(cpu), Number(memory));
  return fitsFargate ? ['EC2', 'FARGATE'] : ['EXTERNAL', 'EC2'];
}
