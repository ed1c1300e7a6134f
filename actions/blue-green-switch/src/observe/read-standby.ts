import type { Service } from '@aws-sdk/client-ecs';
import { toStoppedTask } from '../../../../lib/aws/diagnosis/gather-evidence.ts';
import { readTargetHealth } from '../../../../lib/aws/load-balancer/target-health.ts';
import { readService } from '../../../../lib/aws/services.ts';
import { addressesOf, readTasks } from '../../../../lib/aws/tasks.ts';
import type { Ports } from '../ports.ts';
import type { DeploymentReading, StandbyReading } from './readiness.ts';

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
  const { cluster, deploymentId: startedBy } = subject;
  const at = ports.clock.now();
  const [service, running, stopped, targets] = await Promise.all([
    readService(ports, subject),
    readTasks(ports, { cluster, startedBy, desiredStatus: 'RUNNING' }),
    readTasks(ports, { cluster, startedBy, desiredStatus: 'STOPPED' }),
    readTargetHealth(ports, subject.targetGroup),
  ]);
  const unplaced = findUnplaced(service);
  return {
    at,
    deployments: readDeployments(service),
    taskAddresses: running.flatMap(addressesOf),
    targets,
    stoppedTasks: stopped.map(toStoppedTask),
    ...(unplaced && { unplaced }),
  };
}

/** The newest event about a task that found no place; ECS gives the newest first. */
function findUnplaced({ events = [] }: Service): StandbyReading['unplaced'] {
  const event = events.find(({ message = '' }) => /was unable to place a task/.test(message));
  return event?.message === undefined
    ? undefined
    : { at: event.createdAt?.getTime() ?? 0, message: event.message };
}

function readDeployments({ deployments = [] }: Service): DeploymentReading[] {
  return deployments.map((deployment) => ({
    id: deployment.id ?? '',
    createdAt: deployment.createdAt?.getTime() ?? 0,
    status: deployment.status ?? '',
    taskDefinition: deployment.taskDefinition ?? '',
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
    runningCount: deployment.runningCount ?? 0,
  }));
}
