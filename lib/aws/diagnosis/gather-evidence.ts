import type { Deployment, Service, Task } from '@aws-sdk/client-ecs';
import { explainAwsError } from '../errors/explain.ts';
import type { LoadBalancerPorts } from '../load-balancer/rules.ts';
import { readTargetHealth } from '../load-balancer/target-health.ts';
import { type EcsPorts, readService, type ServiceName } from '../services.ts';
import { readTasks, taskIdOf } from '../tasks.ts';
import type { DeploymentEvidence, Evidence, LogTail, StoppedTask } from './evidence.ts';
import { explainStoppedTask } from './explain-stopped-task.ts';
import { findLog, type LogPorts, readLogTail } from './log-tail.ts';

export type DiagnosisPorts = EcsPorts & LoadBalancerPorts & LogPorts;

/** What is to be diagnosed. */
export interface Subject extends ServiceName {
  readonly targetGroup?: string;
  /** Only its tasks count; without it the service's primary deployment. */
  readonly deploymentId?: string;
  /** Events before this moment, in milliseconds since the epoch, belong to earlier releases. */
  readonly since: number;
}

/**
 * Reads everything that may say why a service does not get healthy. A part that cannot be read, for want of a
 * permission say, becomes a gap in the evidence and not the error of the whole.
 */
export async function gatherEvidence(ports: DiagnosisPorts, subject: Subject): Promise<Evidence> {
  const gaps: string[] = [];
  const attempt = createAttempt(ports.signal, gaps);
  const { cluster, service, targetGroup, since } = subject;
  const [described, targets] = await Promise.all([
    attempt('the service', undefined, () => readService(ports, subject)),
    targetGroup === undefined ? [] : attempt('the targets', [], () => readTargetHealth(ports, targetGroup)),
  ]);
  const deployment = findDeployment(described, subject.deploymentId);
  const startedBy = subject.deploymentId ?? deployment?.id;
  const [stopped, running] = await Promise.all(
    (['STOPPED', 'RUNNING'] as const).map((desiredStatus) =>
      startedBy === undefined
        ? []
        : attempt(`${desiredStatus.toLowerCase()} tasks`, [], () =>
            readTasks(ports, { cluster, desiredStatus, startedBy }),
          ),
    ),
  );
  const newestFirst = [...(stopped ?? [])].sort((a, b) => timeOf(b.stoppedAt) - timeOf(a.stoppedAt));
  const log = await attempt('the log', undefined, () => readLog(ports, newestFirst, running ?? [], gaps));
  return {
    cluster,
    service,
    ...(deployment ? { deployment: toDeploymentEvidence(deployment) } : {}),
    events: (described?.events ?? []).flatMap(({ createdAt, message }) =>
      createdAt && message && createdAt.getTime() >= since ? [{ at: createdAt, message }] : [],
    ),
    stoppedTasks: newestFirst.map(toStoppedTask),
    targets,
    ...(log ? { log } : {}),
    gaps,
  };
}

/** Runs one reading; its error becomes a gap, unless the whole run has ended. */
function createAttempt(signal: AbortSignal, gaps: string[]) {
  return async <T>(what: string, otherwise: T, read: () => Promise<T>): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      signal.throwIfAborted();
      const failure = await explainAwsError(error);
      gaps.push(`${what}: ${failure?.cause ?? String(error)}`);
      return otherwise;
    }
  };
}

function findDeployment(service: Service | undefined, id: string | undefined): Deployment | undefined {
  return service?.deployments?.find((deployment) =>
    id === undefined ? deployment.status === 'PRIMARY' : deployment.id === id,
  );
}

/** Of the newest task that stopped by its own fault; when none did, of the one that has run longest: it may be unhealthy. */
async function readLog(
  ports: DiagnosisPorts,
  stopped: readonly Task[],
  running: readonly Task[],
  gaps: string[],
): Promise<LogTail | undefined> {
  const task =
    stopped.find((each) => explainStoppedTask(toStoppedTask(each)).isOwnFault) ?? findLongestRunning(running);
  if (!task?.taskDefinitionArn) return undefined;
  const { taskDefinition } = await ports.ecs.describeTaskDefinition(
    { taskDefinition: task.taskDefinitionArn },
    { abortSignal: ports.signal },
  );
  const definitions = taskDefinition?.containerDefinitions ?? [];
  const name = nameOfTelling(task);
  const definition =
    definitions.find((each) => each.name === name) ?? definitions.find((each) => each.essential);
  if (!definition) return undefined;
  const place = findLog(definition, task, await ports.ecs.config.region());
  if (place.gap !== undefined) {
    gaps.push(place.gap);
    return undefined;
  }
  return readLogTail(ports, place, definition.name ?? '');
}

function findLongestRunning(tasks: readonly Task[]): Task | undefined {
  return tasks
    .filter(({ startedAt }) => startedAt !== undefined)
    .sort((a, b) => timeOf(a.startedAt) - timeOf(b.startedAt))[0];
}

/** The container that failed, if one did. */
function nameOfTelling({ containers = [] }: Task): string | undefined {
  const failed = containers.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
  return (failed ?? containers.find(({ exitCode }) => exitCode !== undefined))?.name;
}

function toDeploymentEvidence(deployment: Deployment): DeploymentEvidence {
  const { id = '', taskDefinition = '', rolloutState, rolloutStateReason } = deployment;
  return {
    id,
    taskDefinition,
    ...(rolloutState ? { rolloutState } : {}),
    ...(rolloutStateReason ? { rolloutStateReason } : {}),
    desiredCount: deployment.desiredCount ?? 0,
    runningCount: deployment.runningCount ?? 0,
  };
}

/** A stopped task as far as it tells why it stopped. */
export function toStoppedTask(task: Task): StoppedTask {
  const { stoppedAt, stopCode, stoppedReason, containers = [] } = task;
  return {
    id: taskIdOf(task),
    ...(stoppedAt ? { stoppedAt } : {}),
    ...(stopCode ? { stopCode } : {}),
    ...(stoppedReason ? { stoppedReason } : {}),
    containers: containers.map(({ name = '', exitCode, reason }) => ({
      name,
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(reason ? { reason } : {}),
    })),
  };
}

function timeOf(time: Date | undefined): number {
  return time?.getTime() ?? 0;
}
