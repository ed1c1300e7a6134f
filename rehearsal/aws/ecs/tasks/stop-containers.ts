import type { StartedContainer, TaskRun } from './task-run.ts';

/** SIGTERM to every container that still runs, SIGKILL after its `stopTimeout`; resolves when all have ended. */
export async function stopContainers(run: TaskRun): Promise<void> {
  await Promise.all(run.containers.map((container) => stopContainer(run, container)));
  for (const record of run.task.containers) record.lastStatus = 'STOPPED';
}

async function stopContainer(
  { ports }: TaskRun,
  { definition, record, exited }: StartedContainer,
): Promise<void> {
  if (record.lastStatus === 'STOPPED') return;
  const { stopTimeout } = definition;
  const patience = stopTimeout === undefined ? ports.settings.stopTimeout : stopTimeout * 1000;
  const callOff = ports.clock.after(patience, () => record.running?.signal('SIGKILL'));
  record.running?.signal('SIGTERM');
  await exited;
  callOff();
}
