import type { Random } from '../../kernel/random.ts';
import type { DeploymentRecord, ServiceRecord, ServiceRevision, TaskRecord } from '../state.ts';

interface Origin {
  readonly at: Date;
  readonly random: Random;
}

/** Begins a deployment of the service's present revision; the one before becomes ACTIVE, whatever its state. */
export function startDeployment(service: ServiceRecord, origin: Origin): DeploymentRecord {
  return push(service, service.revision, origin, (id) => `ECS deployment ${id} in progress.`, false);
}

/**
 * Begins the deployment with which the circuit breaker goes back. Its own id is the one that reason and event name:
 * live services report that very id as completed afterwards.
 */
export function startRollback(service: ServiceRecord, to: ServiceRevision, origin: Origin): DeploymentRecord {
  service.revision = to;
  const reason = (id: string) => `ECS deployment circuit breaker: rolling back to deploymentId ${id}.`;
  return push(service, to, origin, reason, true);
}

function push(
  service: ServiceRecord,
  revision: ServiceRevision,
  { at, random }: Origin,
  reason: (id: string) => string,
  isRollback: boolean,
): DeploymentRecord {
  const id = `ecs-svc/${Array.from({ length: 19 }, () => random.below(10)).join('')}`;
  const deployment: DeploymentRecord = {
    id,
    revision,
    createdAt: at,
    updatedAt: at,
    status: 'PRIMARY',
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: reason(id),
    failedTasks: 0,
    isRollback,
  };
  for (const older of service.deployments) older.status = 'ACTIVE';
  service.deployments = [deployment, ...service.deployments];
  return deployment;
}

export function completeDeployment(service: ServiceRecord, deployment: DeploymentRecord, at: Date): void {
  deployment.rolloutState = 'COMPLETED';
  deployment.rolloutStateReason = `ECS deployment ${deployment.id} completed.`;
  deployment.updatedAt = at;
  service.lastCompleted = deployment.revision;
}

export function failDeployment(deployment: DeploymentRecord, at: Date): void {
  deployment.rolloutState = 'FAILED';
  deployment.rolloutStateReason = 'ECS deployment circuit breaker: tasks failed to start.';
  deployment.updatedAt = at;
}

/**
 * Drops deployments that have been replaced and have no task left. A FAILED one stays to be seen until the rollback
 * has completed.
 */
export function dropReplaced(service: ServiceRecord): void {
  const isGoingOn = service.deployments[0]?.rolloutState !== 'COMPLETED';
  service.deployments = service.deployments.filter(
    (deployment) =>
      deployment.status === 'PRIMARY' ||
      (deployment.rolloutState === 'FAILED' && isGoingOn) ||
      tasksOf(service, deployment).length > 0,
  );
}

/** Tasks of the deployment that are not STOPPED yet. */
export function tasksOf(service: ServiceRecord, deployment: DeploymentRecord): TaskRecord[] {
  return [...service.tasks].filter(({ membership }) => membership?.deployment === deployment);
}
