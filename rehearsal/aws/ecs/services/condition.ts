import type { TaskRecord } from '../state.ts';
import type { TaskCondition } from './schedule.ts';

/** What is known about the health of a task that is meant to run. */
export interface HealthReport {
  /** State of each target that the task is registered as; undefined where the load balancer knows none. */
  readonly targets: readonly (string | undefined)[];
  readonly now: number;
  /** Milliseconds after its start in which a task's bad health is ignored. */
  readonly gracePeriod: number;
  /** Milliseconds after which a RUNNING task without load balancer counts as healthy. */
  readonly healthyAfterRunning: number;
}

/** @returns the condition, and when to look again where time alone changes it */
export function conditionOf(
  task: Pick<TaskRecord, 'lastStatus' | 'times'>,
  { targets, now, gracePeriod, healthyAfterRunning }: HealthReport,
): { readonly condition: TaskCondition; readonly until?: number } {
  const startedAt = task.times.startedAt?.getTime();
  if (task.lastStatus !== 'RUNNING' || startedAt === undefined) return { condition: 'starting' };
  if (targets.length === 0) {
    const until = startedAt + healthyAfterRunning;
    return now >= until ? { condition: 'healthy' } : { condition: 'settling', until };
  }
  if (targets.every((state) => state === 'healthy')) return { condition: 'healthy' };
  if (!targets.some((state) => state?.startsWith('unhealthy'))) return { condition: 'settling' };
  const until = startedAt + gracePeriod;
  return now >= until ? { condition: 'unhealthy' } : { condition: 'settling', until };
}
