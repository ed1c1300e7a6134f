import type { EcsState, TaskRecord, TaskStop } from '../state.ts';
import { runTask, type TaskHandle } from './life-cycle.ts';
import { createTask, type NewTask } from './new-task.ts';
import type { TaskOwner, TaskPorts } from './task-run.ts';

/** The tasks that run and the way to end them. */
export interface TaskStore {
  /** Tasks that have not stopped. */
  list(): readonly TaskRecord[];
  launch(state: EcsState, options: NewTask, owner: TaskOwner): TaskRecord;
  /** As `requestStop`; nothing happens to a task that has stopped. */
  stop(task: TaskRecord, stop: TaskStop, isGentle?: boolean): void;
  /** The machines below these tasks break down; gives the tasks that had not stopped yet. */
  lose(isChosen: (task: TaskRecord) => boolean): readonly TaskRecord[];
}

export function createTaskStore(ports: TaskPorts): TaskStore {
  const { clock, settings } = ports;
  const handles = new Map<TaskRecord, TaskHandle>();

  /** A stopped task stays describable for a while, then it is as if it had never been. */
  function forgetLater(state: EcsState, task: TaskRecord): void {
    handles.delete(task);
    clock.after(settings.stoppedTasksKept, () => state.tasks.delete(task.arn));
  }

  return {
    list: () => [...handles.keys()],
    launch(state, options, owner) {
      const task = createTask(options, new Date(clock.now()), ports);
      state.tasks.set(task.arn, task);
      const handle = runTask(ports, task, owner);
      handles.set(task, handle);
      void handle.stopped.then(() => forgetLater(state, task));
      return task;
    },
    stop: (task, stop, isGentle) => handles.get(task)?.stop(stop, isGentle),
    lose(isChosen) {
      const chosen = [...handles.keys()].filter(isChosen);
      for (const task of chosen) handles.get(task)?.lose();
      return chosen;
    },
  };
}
