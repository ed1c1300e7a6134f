import type { NetworkConfiguration, Tag, TaskOverride } from '@aws-sdk/client-ecs';
import type { Vpcs } from '../../ec2/vpcs.ts';
import type { Random } from '../../kernel/random.ts';
import { ecsArn } from '../arns.ts';
import type {
  ClusterRecord,
  ContainerRecord,
  NetworkInterfaceRecord,
  Place,
  ServiceMembership,
  TaskDefinitionRecord,
  TaskRecord,
} from '../state.ts';

/** What whoever starts a task decides about it. */
export interface NewTask {
  readonly place: Place;
  readonly cluster: ClusterRecord;
  readonly taskDefinition: TaskDefinitionRecord;
  /** See the record. */
  readonly provider: string | undefined;
  readonly platformVersion: string;
  readonly networkConfiguration: NetworkConfiguration;
  readonly group: string;
  readonly startedBy?: string | undefined;
  readonly enableExecuteCommand?: boolean | undefined;
  readonly overrides?: TaskOverride | undefined;
  readonly tags: Tag[];
  readonly membership?: ServiceMembership | undefined;
  /** See the record; at once when absent. */
  readonly visibleFrom?: number | undefined;
}

interface NewTaskPorts {
  readonly random: Random;
  readonly vpcs: Vpcs;
}

/** A task in its first status, with everything about it that chance decides. */
export function createTask(options: NewTask, createdAt: Date, { random, vpcs }: NewTaskPorts): TaskRecord {
  const id = random.hex(32);
  const path = `${options.cluster.name}/${id}`;
  return {
    id,
    arn: ecsArn(options.place, `task/${path}`),
    place: options.place,
    cluster: options.cluster,
    taskDefinition: options.taskDefinition,
    provider: options.provider,
    platformVersion: options.platformVersion,
    group: options.group,
    startedBy: options.startedBy,
    enableExecuteCommand: options.enableExecuteCommand ?? false,
    overrides: options.overrides ?? {},
    networkInterface: createNetworkInterface(options, random, vpcs),
    createdAt,
    visibleFrom: options.visibleFrom ?? createdAt.getTime(),
    membership: options.membership,
    containers: createContainers(options, path, random),
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    version: 1,
    tags: options.tags,
    network: undefined,
    times: {},
    stop: undefined,
  };
}

function createContainers(options: NewTask, path: string, random: Random): ContainerRecord[] {
  const definitions = options.taskDefinition.definition.containerDefinitions ?? [];
  return definitions.map(({ name = '', image = '' }) => ({
    arn: ecsArn(options.place, `container/${path}/${random.uuid()}`),
    name,
    image,
    imageDigest: undefined,
    lastStatus: 'PENDING',
    health: 'UNKNOWN',
    running: undefined,
    exitCode: undefined,
    reason: undefined,
  }));
}

/** In one of the subnets at random. */
function createNetworkInterface(options: NewTask, random: Random, vpcs: Vpcs): NetworkInterfaceRecord {
  const subnets = options.networkConfiguration.awsvpcConfiguration?.subnets ?? [];
  const subnet = subnets[random.below(subnets.length)] ?? '';
  const pairs = random.hex(10).match(/../g) ?? [];
  return {
    attachmentId: random.uuid(),
    interfaceId: `eni-${random.hex(17)}`,
    macAddress: ['0a', ...pairs].join(':'),
    subnet,
    securityGroups: options.networkConfiguration.awsvpcConfiguration?.securityGroups ?? [],
    availabilityZone: `${options.place.region}${vpcs.subnets([subnet])[0]?.zone}`,
    status: 'PRECREATED',
  };
}
