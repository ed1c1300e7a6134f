import type { Service, Task } from '@aws-sdk/client-ecs';
import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Ports } from './ports.ts';
import type { DeploymentReading, StandbyReading, StoppedTaskReading, TargetReading } from './readiness.ts';

/** The slot that is read, and whose tasks count. */
export interface ReadSubject {
  readonly cluster: string;
  readonly service: string;
  readonly targetGroup: string;
  /** Tasks that ECS started for this deployment carry its id in `startedBy`. */
  readonly deploymentId: string;
}

/**
 * Reads a slot as it is now: deployments, the tasks of one deployment, and the targets of its group. The calls go out
 * together, so that all parts are of one moment; only the details of tasks need a second one.
 */
export async function readStandby(subject: ReadSubject, ports: Ports): Promise<StandbyReading> {
  const { ecs, elbv2, clock, signal } = ports;
  const at = clock.now();
  const options = { abortSignal: signal };
  const [services, running, stopped, health] = await Promise.all([
    ecs.describeServices({ cluster: subject.cluster, services: [subject.service] }, options),
    describeTasks(subject, 'RUNNING', ports),
    describeTasks(subject, 'STOPPED', ports),
    elbv2.describeTargetHealth({ TargetGroupArn: subject.targetGroup }, options),
  ]);
  return {
    at,
    deployments: readDeployments(services.services?.[0]),
    taskAddresses: running.flatMap(addressesOf),
    targets: (health.TargetHealthDescriptions ?? []).map(readTarget),
    stoppedTasks: stopped.map(readStoppedTask),
  };
}

/** ECS describes at most this many tasks in one call. */
const DESCRIBE_LIMIT = 100;

/** ECS refuses any other filter beside `startedBy`, so the service's name cannot narrow this further. */
async function describeTasks(
  { cluster, deploymentId }: ReadSubject,
  desiredStatus: 'RUNNING' | 'STOPPED',
  { ecs, signal }: Ports,
): Promise<Task[]> {
  const options = { abortSignal: signal };
  const { taskArns = [] } = await ecs.listTasks(
    { cluster, startedBy: deploymentId, desiredStatus, maxResults: DESCRIBE_LIMIT },
    options,
  );
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await ecs.describeTasks({ cluster, tasks: taskArns }, options);
  return tasks;
}

function readDeployments(service: Service | undefined): DeploymentReading[] {
  return (service?.deployments ?? []).map((deployment) => ({
    id: deployment.id ?? '',
    status: deployment.status ?? '',
    taskDefinition: deployment.taskDefinition ?? '',
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
    desiredCount: deployment.desiredCount ?? 0,
    runningCount: deployment.runningCount ?? 0,
    pendingCount: deployment.pendingCount ?? 0,
  }));
}

/** With awsvpc a task is a target by the address of its own network interface. */
function addressesOf(task: Task): string[] {
  return (task.attachments ?? [])
    .filter(({ type }) => type === 'ElasticNetworkInterface')
    .flatMap(({ details = [] }) => details)
    .flatMap(({ name, value }) => (name === 'privateIPv4Address' && value !== undefined ? [value] : []));
}

function readTarget({ Target, TargetHealth }: TargetHealthDescription): TargetReading {
  return {
    address: Target?.Id ?? '',
    state: TargetHealth?.State ?? 'unknown',
    reason: TargetHealth?.Reason,
  };
}

function readStoppedTask({ taskArn = '', stopCode, stoppedReason }: Task): StoppedTaskReading {
  return { arn: taskArn, stopCode, stoppedReason };
}
