import type { Attachment, Container, Task } from '@aws-sdk/client-ecs';
import type { ContainerRecord, TaskRecord } from '../state.ts';
import { taskHealth } from './task-health.ts';

/** The task as DescribeTasks, RunTask and StopTask return it. */
export function renderTask(task: TaskRecord, includesTags: boolean): Task {
  const { definition } = task.taskDefinition;
  const { overrides } = task;
  return {
    launchType: 'FARGATE',
    capacityProviderName: task.provider,
    taskArn: task.arn,
    clusterArn: task.cluster.arn,
    taskDefinitionArn: task.taskDefinition.arn,
    attachments: [renderNetworkInterface(task)],
    attributes: [
      {
        name: 'ecs.cpu-architecture',
        value: definition.runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm64' : 'x86_64',
      },
    ],
    availabilityZone: task.networkInterface.availabilityZone,
    ...(task.network ? { connectivity: 'CONNECTED', connectivityAt: task.createdAt } : {}),
    containers: task.containers.map((container) => renderContainer(task, container)),
    cpu: overrides.cpu ?? definition.cpu,
    memory: overrides.memory ?? definition.memory,
    createdAt: task.createdAt,
    desiredStatus: task.desiredStatus,
    enableExecuteCommand: task.enableExecuteCommand,
    group: task.group,
    healthStatus: taskHealth(task),
    lastStatus: task.lastStatus,
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [], ...overrides },
    platformVersion: task.platformVersion,
    platformFamily: 'Linux',
    startedBy: task.startedBy,
    tags: includesTags ? task.tags : [],
    version: task.version,
    ephemeralStorage: overrides.ephemeralStorage ?? definition.ephemeralStorage ?? { sizeInGiB: 20 },
    ...task.times,
    ...(task.stop ? { stopCode: task.stop.code, stoppedReason: task.stop.reason } : {}),
  };
}

function renderNetworkInterface({ networkInterface, network, place }: TaskRecord): Attachment {
  const address = network?.address;
  const details: Record<string, string | undefined> = {
    subnetId: networkInterface.subnet,
    networkInterfaceId: address && networkInterface.interfaceId,
    macAddress: address && networkInterface.macAddress,
    privateDnsName: address && `ip-${address.replaceAll('.', '-')}.${place.region}.compute.internal`,
    privateIPv4Address: address,
  };
  return {
    id: networkInterface.attachmentId,
    type: 'ElasticNetworkInterface',
    status: networkInterface.status,
    details: Object.entries(details).flatMap(([name, value]) => (value ? { name, value } : [])),
  };
}

function renderContainer(task: TaskRecord, container: ContainerRecord): Container {
  const definition = task.taskDefinition.definition.containerDefinitions?.find(
    ({ name }) => name === container.name,
  );
  return {
    containerArn: container.arn,
    taskArn: task.arn,
    name: container.name,
    image: container.image,
    imageDigest: container.imageDigest,
    runtimeId: container.running?.runtimeId,
    lastStatus: container.lastStatus,
    exitCode: container.exitCode,
    reason: container.reason,
    networkBindings: [],
    networkInterfaces: task.network
      ? [{ attachmentId: task.networkInterface.attachmentId, privateIpv4Address: task.network.address }]
      : [],
    healthStatus: container.health,
    cpu: String(definition?.cpu ?? 0),
    ...(definition?.memory === undefined ? {} : { memory: String(definition.memory) }),
    ...(definition?.memoryReservation === undefined
      ? {}
      : { memoryReservation: String(definition.memoryReservation) }),
  };
}
