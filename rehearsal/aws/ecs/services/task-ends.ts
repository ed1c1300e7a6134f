import type { DeploymentRecord, TaskRecord } from '../state.ts';
import { hasContainerChecks } from '../tasks/task-health.ts';
import { isFailure } from './circuit-breaker.ts';
import { events } from './events.ts';
import { FAILURES_UNTIL_EVENT, launchDelay } from './launch-back-off.ts';
import { primaryOf, type Turn, targetsOf } from './turn.ts';

/** Counts a task that has come to its end: as failed in its deployment, and as a launch that came to nothing. */
export function countEnd(turn: Turn, task: TaskRecord): void {
  const { membership, stop, times } = task;
  if (!membership || !stop) return;
  const end = {
    code: stop.code,
    failedHealthCheck: membership.failedHealthCheck,
    wasRunning: times.startedAt !== undefined,
    wasHealthy: membership.wasHealthy,
    hasHealthCheck: targetsOf(task).length > 0 || hasContainerChecks(task.taskDefinition),
  };
  if (stop.code === 'TaskFailedToStart') turn.report(events.unableToPlace(stop.reason));
  if (!isFailure(end, turn.ports.settings.countsExitsWithoutHealthCheck)) return;
  countFailedTask(turn, membership.deployment);
  if (!end.wasRunning) countFailedLaunch(turn);
}

/**
 * A launch for which there was no capacity, or no role: no task is ever seen.
 * @param event what tells of it
 */
export function countRefusedLaunch(turn: Turn, event: string): void {
  turn.report(event);
  const primary = primaryOf(turn.service);
  if (primary) countFailedTask(turn, primary);
  countFailedLaunch(turn);
}

function countFailedTask({ service, at }: Turn, deployment: DeploymentRecord): void {
  if (deployment !== primaryOf(service) || deployment.rolloutState !== 'IN_PROGRESS') return;
  deployment.failedTasks += 1;
  deployment.updatedAt = at;
}

function countFailedLaunch({ service, ports, at, report }: Turn): void {
  const { launches } = service;
  launches.failures += 1;
  launches.notBefore = at.getTime() + launchDelay(launches.failures, ports.settings.launchBackOff);
  if (launches.failures === FAILURES_UNTIL_EVENT) report(events.unableToStart());
}

/** A task is well for the first time: by default that ends a row of failures. */
export function noteHealthy({ service }: Turn, { membership }: TaskRecord): void {
  if (!membership || membership.wasHealthy) return;
  membership.wasHealthy = true;
  const breaker = service.options.deploymentConfiguration?.deploymentCircuitBreaker;
  if (membership.deployment.rolloutState === 'IN_PROGRESS' && breaker?.resetOnHealthyTask !== false) {
    membership.deployment.failedTasks = 0;
  }
}
