import type { DeploymentCircuitBreaker, TaskStopCode } from '@aws-sdk/client-ecs';

const LEAST_FAILURES = 3;
const MOST_FAILURES = 200;
const DEFAULT_PERCENT = 50;

/** How many failed tasks fail a deployment: half of the desired count, but from 3 to 200, unless configured otherwise. */
export function failureThreshold(breaker: DeploymentCircuitBreaker, desiredCount: number): number {
  const { type = 'BOUNDED_PERCENT', value = DEFAULT_PERCENT } = breaker.thresholdConfiguration ?? {};
  if (type === 'COUNT') return value;
  const share = Math.max(1, Math.ceil((desiredCount * value) / 100));
  return type === 'BOUNDED_PERCENT' ? Math.min(MOST_FAILURES, Math.max(LEAST_FAILURES, share)) : share;
}

/** How a task of a deployment in progress ended. */
export interface TaskEnd {
  readonly code: TaskStopCode;
  /** Whether the scheduler stopped it because a health check failed. */
  readonly failedHealthCheck: boolean;
  readonly wasRunning: boolean;
  readonly wasHealthy: boolean;
  /** Whether a load balancer or the containers' own checks tell of the service's tasks. */
  readonly hasHealthCheck: boolean;
}

/**
 * Whether the end counts into `failedTasks`: the task could not be launched, did not get RUNNING, or failed its health
 * checks. A task that ends before its first healthy report has failed them; a person, scaling or Spot is no fault of
 * its own.
 * @param countsExitsWithoutHealthCheck see the settings
 */
export function isFailure(end: TaskEnd, countsExitsWithoutHealthCheck: boolean): boolean {
  if (end.failedHealthCheck || end.code === 'TaskFailedToStart') return true;
  if (end.code !== 'EssentialContainerExited') return false;
  if (!end.wasRunning) return true;
  return end.hasHealthCheck ? !end.wasHealthy : countsExitsWithoutHealthCheck;
}
