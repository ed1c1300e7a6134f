import type { TaskRecord } from '../state.ts';
import { hasContainerChecks, taskHealth } from '../tasks/task-health.ts';
import { conditionOf } from './condition.ts';
import type { TaskCondition } from './schedule.ts';
import { noteHealthy } from './task-ends.ts';
import { type Turn, targetsOf } from './turn.ts';

export interface Observation {
  /** The tasks that are meant to run, oldest first, and how they are. */
  readonly conditions: ReadonlyMap<TaskRecord, TaskCondition>;
  /** When time alone changes one of them, in milliseconds since the epoch. */
  readonly lookAgainAt: number;
}

/** Sees how the tasks of the service are, by load balancers and health checks where there are any. */
export function observe(turn: Turn): Observation {
  const { ports, service, at } = turn;
  const gracePeriod = (service.options.healthCheckGracePeriodSeconds ?? 0) * 1000;
  const conditions = new Map<TaskRecord, TaskCondition>();
  let lookAgainAt = Number.POSITIVE_INFINITY;
  for (const task of service.tasks) {
    if (task.desiredStatus === 'STOPPED') continue;
    const checks = checksOf(turn, task);
    const { condition, until = Number.POSITIVE_INFINITY } = conditionOf(task, {
      checks,
      now: at.getTime(),
      gracePeriod,
      healthyAfterRunning: ports.settings.healthyAfterRunning,
    });
    conditions.set(task, condition);
    lookAgainAt = Math.min(lookAgainAt, until);
    const isWell = checks.length > 0 ? condition === 'healthy' : task.lastStatus === 'RUNNING';
    if (isWell) noteHealthy(turn, task);
  }
  return { conditions, lookAgainAt };
}

/** What load balancers and the task's own containers say of it. */
function checksOf({ ports }: Turn, task: TaskRecord): (string | undefined)[] {
  const targets = targetsOf(task).map(
    ({ group, target }) => ports.targetGroups.healthOf(group, target)?.State,
  );
  return hasContainerChecks(task.taskDefinition) ? [...targets, taskHealth(task).toLowerCase()] : targets;
}
