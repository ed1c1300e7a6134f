import type { ServiceRecord, TaskRecord } from '../state.ts';
import type { TaskOwner } from '../tasks/task-run.ts';
import { targetsOf } from './turn.ts';

/** How a service follows its tasks between the turns of its scheduler. */
export interface TaskWatch {
  readonly owner: TaskOwner;
  /** The tasks that have come to their end since this was asked last. */
  takeEnds(): TaskRecord[];
  /** Lets a task go on that waits in ACTIVATING or DEACTIVATING. */
  letGoOn(task: TaskRecord): void;
}

/** @param wake called whenever the scheduler may have something to do */
export function watchTasks(service: ServiceRecord, wake: () => void): TaskWatch {
  const ends: TaskRecord[] = [];
  const seenEnds = new WeakSet<TaskRecord>();
  const waiting = new Map<TaskRecord, () => void>();

  function noteEnd(task: TaskRecord): void {
    if (task.desiredStatus === 'RUNNING' || seenEnds.has(task)) return;
    seenEnds.add(task);
    ends.push(task);
  }

  /** Without load balancer there is nothing to wait for. */
  const waitForTurn = (task: TaskRecord) =>
    new Promise<void>((resolve) => {
      if (targetsOf(task).length === 0) resolve();
      else waiting.set(task, resolve);
    });

  return {
    owner: {
      onChange(task) {
        if (task.lastStatus === 'RUNNING') service.launches.failures = 0;
        noteEnd(task);
        if (task.lastStatus === 'STOPPED') {
          // A task that was quicker than the scheduler's turn is still a target of its load balancers.
          if (task.membership?.targets !== 'registered') service.tasks.delete(task);
          waiting.delete(task);
        }
        wake();
      },
      activate: waitForTurn,
      deactivate: waitForTurn,
    },
    takeEnds: () => ends.splice(0),
    letGoOn: (task) => waiting.get(task)?.(),
  };
}
