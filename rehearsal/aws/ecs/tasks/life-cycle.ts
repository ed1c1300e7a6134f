import type { TaskRecord, TaskStop } from '../state.ts';
import { startContainers } from './start-containers.ts';
import { stopContainers } from './stop-containers.ts';
import {
  enter,
  failStart,
  loseTask,
  messageOf,
  now,
  pass,
  requestStop,
  type TaskOwner,
  type TaskPorts,
  type TaskRun,
} from './task-run.ts';

/** A task of nobody, as RunTask starts it. */
export const NO_OWNER: TaskOwner = {
  onChange: () => {},
  activate: () => Promise.resolve(),
  deactivate: () => Promise.resolve(),
};

export interface TaskHandle {
  /** As `requestStop`. */
  stop(stop: TaskStop, isGentle?: boolean): void;
  /** As `loseTask`. */
  lose(): void;
  /** Resolves when the task is STOPPED. */
  readonly stopped: Promise<void>;
}

/** Runs a task through its whole life, from PROVISIONING to STOPPED, whatever happens between. */
export function runTask(ports: TaskPorts, task: TaskRecord, owner: TaskOwner): TaskHandle {
  const run: TaskRun = {
    ports,
    task,
    owner,
    toStop: new AbortController(),
    essentialExit: Promise.withResolvers(),
    containers: [],
    isGentle: false,
    isLost: false,
  };
  return {
    stop: (stop, isGentle) => requestStop(run, stop, isGentle),
    lose: () => loseTask(run),
    stopped: live(run),
  };
}

async function live(run: TaskRun): Promise<void> {
  try {
    await start(run);
    await untilAborted(new Promise(() => {}), run.toStop.signal);
  } catch (error) {
    failStart(run, error);
  }
  await end(run);
}

async function start(run: TaskRun): Promise<void> {
  const { task, owner, ports } = run;
  const { runtime, settings } = ports;
  const { signal } = run.toStop;
  await pass(run, settings.provisioning, signal);
  task.network = await runtime.attachNetwork(task.id);
  task.networkInterface.status = 'ATTACHED';
  signal.throwIfAborted();
  enter(run, 'PENDING');
  await pass(run, settings.starting, signal);
  await startContainers(run);
  signal.throwIfAborted();
  enter(run, 'ACTIVATING');
  await untilAborted(owner.activate(task), signal);
  await pass(run, settings.activating, signal);
  task.times.startedAt = now(run);
  enter(run, 'RUNNING');
}

async function end(run: TaskRun): Promise<void> {
  const { task, owner, ports } = run;
  if (run.isGentle) {
    enter(run, 'DEACTIVATING');
    await Promise.race([owner.deactivate(task), run.essentialExit.promise]);
  }
  if (run.containers.length > 0) enter(run, 'STOPPING');
  await stopContainers(run);
  task.times.executionStoppedAt = now(run);
  enter(run, 'DEPROVISIONING');
  // The time comes first: once ECS is closed it never passes, and what is left belongs to the runtime, which closes too.
  await pass(run, ports.settings.deprovisioning);
  await releaseNetwork(task);
  task.networkInterface.status = 'DELETED';
  task.times.stoppedAt = now(run);
  enter(run, 'STOPPED');
}

/** A runtime that cannot give an address back must not keep the task from its end; the task then tells of it. */
async function releaseNetwork(task: TaskRecord): Promise<void> {
  try {
    await task.network?.release();
  } catch (error) {
    const { code = 'InfrastructureHealth', reason = '' } = task.stop ?? {};
    task.stop = { code, reason: `${reason} (its network interface was not released: ${messageOf(error)})` };
  }
}

/** Waits for `work`, but no longer than until the signal aborts. */
function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject);
  });
}
