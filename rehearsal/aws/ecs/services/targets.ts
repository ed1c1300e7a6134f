import type { ServiceRecord, TaskRecord } from '../state.ts';
import { events } from './events.ts';
import { type Turn, targetsOf } from './turn.ts';

/** Registers the tasks whose containers run; returns them. */
export function registerTargets(turn: Turn): TaskRecord[] {
  const tasks = members(turn.service).filter(
    ({ lastStatus, membership }) => lastStatus === 'ACTIVATING' && membership?.targets === 'none',
  );
  for (const task of tasks) {
    setTargets(task, 'registered');
    for (const { group, target } of targetsOf(task)) turn.ports.targetGroups.register(group, target);
  }
  for (const [group, count] of countByGroup(tasks)) turn.report(events.registered(count, group));
  return tasks;
}

/** Deregisters the tasks that are to stop, or have stopped by themselves; returns them. */
export function deregisterTargets(turn: Turn): TaskRecord[] {
  const tasks = members(turn.service).filter(
    (task) => task.desiredStatus === 'STOPPED' && task.membership?.targets === 'registered',
  );
  for (const task of tasks) {
    setTargets(task, 'deregistered');
    for (const { group, target } of targetsOf(task)) turn.ports.targetGroups.deregister(group, target);
  }
  for (const [group, count] of countByGroup(tasks)) turn.report(events.deregistered(count, group));
  for (const [taskSet, count] of countBy(tasks, ({ membership }) => membership?.deployment.id ?? '')) {
    turn.report(events.draining(count), taskSet);
  }
  return tasks;
}

/** The longest of the deregistration delays of a task's groups, in milliseconds. */
export function drainTime(turn: Turn, task: TaskRecord): number {
  return Math.max(
    0,
    ...targetsOf(task).map(({ group }) => turn.ports.targetGroups.deregistrationDelay(group)),
  );
}

/** Tasks with targets; those of a deployment without load balancer have none to see to. */
function members(service: ServiceRecord): TaskRecord[] {
  return [...service.tasks].filter((task) => targetsOf(task).length > 0);
}

function setTargets({ membership }: TaskRecord, targets: 'registered' | 'deregistered'): void {
  if (membership) membership.targets = targets;
}

function countByGroup(tasks: readonly TaskRecord[]): Map<string, number> {
  return countBy(
    tasks.flatMap((task) => targetsOf(task)),
    ({ group }) => group,
  );
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
