import type { TaskRecord } from '../state.ts';
import type { TaskCondition } from './schedule.ts';

/** What is known about the health of a task that is meant to run. */
export interface HealthReport {
  /** What each load balancer and health check says: a target's state; undefined where a load balancer knows none. */
  readonly checks: readonly (string | undefined)[];
  readonly now: number;
  /** Milliseconds after its start in which a task's bad health is ignored. */
  readonly gracePeriod: number;
  /** Milliseconds after which a RUNNING task without any check counts as healthy. */
  readonly healthyAfterRunning: number;
}

/** @returns the condition, and when to look again where time alone changes it */
export function conditionOf(
  task: Pick<TaskRecord, 'lastStatus' | 'times'>,
  { checks, now, gracePeriod, healthyAfterRunning }: HealthReport,
): { readonly condition: TaskCondition; readonly until?: number } {
  const startedAt = task.times.startedAt?.getTime();
  if (task.lastStatus !== 'RUNNING' || startedAt === undefined) return { condition: 'starting' };
  if (checks.length === 0) {
    const until = startedAt + healthyAfterRunning;
    return now >= until ? { condition: 'healthy' } : { condition: 'settling', until };
  }
  if (checks.every((state) => state === 'healthy')) return { condition: 'healthy' };
  if (!checks.some((state) => state?.startsWith('unhealthy'))) return { condition: 'settling' };
  const until = startedAt + gracePeriod;
  return now >= until ? { condition: 'unhealthy' } : { condition: 'settling', until };
}
