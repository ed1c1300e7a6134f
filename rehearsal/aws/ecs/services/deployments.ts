import type { Random } from '../../kernel/random.ts';
import type { AlarmStates } from '../alarm-states.ts';
import type { DeploymentRecord, ServiceRecord, ServiceRevision, TaskRecord } from '../state.ts';
import { mayWatchAlarms } from './alarms.ts';

interface Origin {
  readonly at: Date;
  readonly random: Random;
}

/** Begins a deployment of the service's present revision; the one before becomes ACTIVE, whatever its state. */
export function startDeployment(
  service: ServiceRecord,
  origin: Origin & { readonly alarms: AlarmStates | undefined },
): DeploymentRecord {
  const reason = (id: string) => `ECS deployment ${id} in progress.`;
  const watchesAlarms = mayWatchAlarms(service, origin.alarms);
  return push(service, service.revision, origin, reason, { isRollback: false, watchesAlarms });
}

/**
 * Begins the deployment with which ECS goes back. Its own id is the one that reason and event name: live services report
 * that very id as completed afterwards.
 * @param cause what the reason begins with: `ECS deployment circuit breaker`
 */
export function startRollback(
  service: ServiceRecord,
  to: ServiceRevision,
  origin: Origin,
  cause: string,
): DeploymentRecord {
  service.revision = to;
  const reason = (id: string) => `${cause}: rolling back to deploymentId ${id}.`;
  return push(service, to, origin, reason, { isRollback: true, watchesAlarms: false });
}

function push(
  service: ServiceRecord,
  revision: ServiceRevision,
  { at, random }: Origin,
  reason: (id: string) => string,
  kind: Pick<DeploymentRecord, 'isRollback' | 'watchesAlarms'>,
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
    digests: new Map(),
    ...kind,
    bakesUntil: undefined,
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

export function failDeployment(deployment: DeploymentRecord, at: Date, reason: string): void {
  deployment.rolloutState = 'FAILED';
  deployment.rolloutStateReason = reason;
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
