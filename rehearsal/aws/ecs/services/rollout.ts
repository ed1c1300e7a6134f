import { hasAlarm, isBaking } from './alarms.ts';
import { failureThreshold } from './circuit-breaker.ts';
import { completeDeployment, dropReplaced, failDeployment, startRollback } from './deployments.ts';
import { events } from './events.ts';
import type { Observation } from './observe.ts';
import { primaryOf, type Turn } from './turn.ts';

/** Fails the deployment in progress when too many of its tasks have, and goes back to the last completed one if asked. */
export function tripCircuitBreaker(turn: Turn): void {
  const { service } = turn;
  const breaker = service.options.deploymentConfiguration?.deploymentCircuitBreaker;
  const primary = primaryOf(service);
  if (!breaker?.enable || primary?.rolloutState !== 'IN_PROGRESS') return;
  if (primary.failedTasks < failureThreshold(breaker, service.desiredCount)) return;
  fail(turn, {
    cause: 'ECS deployment circuit breaker',
    detail: 'tasks failed to start',
    goesBack: breaker.rollback === true,
  });
}

/** Fails the deployment in progress when one of its alarms is in ALARM. */
export function tripAlarms(turn: Turn): void {
  if (!hasAlarm(turn)) return;
  const goesBack = turn.service.options.deploymentConfiguration?.alarms?.rollback === true;
  fail(turn, { cause: 'ECS deployment alarm', detail: 'alarm detected', goesBack });
}

interface Failure {
  readonly cause: string;
  readonly detail: string;
  readonly goesBack: boolean;
}

function fail({ service, at, report, ports }: Turn, { cause, detail, goesBack }: Failure): void {
  const primary = primaryOf(service);
  if (!primary) return;
  failDeployment(primary, at, `${cause}: ${detail}.`);
  report(events.failed(primary.id, detail));
  // With nothing that ever completed there is no way back, and the deployment stays FAILED (containers-roadmap #1488).
  if (!goesBack || primary.isRollback || !service.lastCompleted) return;
  const rollback = startRollback(service, service.lastCompleted, { at, random: ports.random }, cause);
  service.launches.failures = 0;
  service.launches.notBefore = 0;
  report(events.rollingBack(rollback.id));
}

/** Completes the deployment when its tasks are well and no older one is left; then the service is steady. */
export function settle(turn: Turn, { conditions }: Observation): void {
  const { service, at, report } = turn;
  const primary = primaryOf(service);
  if (!primary) return;
  const areWell = [...conditions.values()].every((condition) => condition === 'healthy');
  const isAtStrength = areWell && conditions.size === service.desiredCount;
  const isProven = conditions.size > 0 || turn.ports.settings.completesWithoutTasks;
  const isOver = isAtStrength && isProven && primary.rolloutState === 'IN_PROGRESS' && !hasOlderTasks(turn);
  if (isOver && !isBaking(turn)) {
    completeDeployment(service, primary, at);
    report(events.completed(primary.id));
  }
  dropReplaced(service);
  // As long as nothing else happens the event is not repeated.
  if (isAtStrength && primary.rolloutState === 'COMPLETED') report(events.steady());
}

/** Tasks of older deployments that are not STOPPED yet: a deployment lasts until they have drained. */
function hasOlderTasks({ service }: Turn): boolean {
  return [...service.tasks].some(({ membership }) => membership?.deployment !== primaryOf(service));
}
