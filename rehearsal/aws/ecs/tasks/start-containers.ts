import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { type ContainerExit, StartError } from '../../runtime/runtime.ts';
import type { ContainerRecord, TaskRecord } from '../state.ts';
import { startOrder } from '../task-definitions/start-order.ts';
import { createLineWriter, prepareLogs } from './awslogs.ts';
import { containerLaunch } from './container-launch.ts';
import { type ContainerSecrets, readSecrets } from './read-secrets.ts';
import { now, requestStop, type TaskRun } from './task-run.ts';

/**
 * Pulls the images and starts the containers, each after those it depends on.
 * @throws StartError in ECS's words when one cannot be had; what was started before stands in `run.containers`
 */
export async function startContainers(run: TaskRun): Promise<void> {
  const { task, ports } = run;
  const definitions = startOrder(task.taskDefinition.definition.containerDefinitions ?? []);
  const secrets = new Map<ContainerDefinition, ContainerSecrets>();
  for (const definition of definitions) {
    secrets.set(definition, await readSecrets(ports.secrets, task, definition));
  }
  for (const definition of definitions) prepareLogs(ports.logs, task, definition);
  task.times.pullStartedAt = now(run);
  for (const definition of definitions) {
    await noteFailure(recordOf(task, definition), ports.runtime.pull(definition.image ?? ''));
  }
  task.times.pullStoppedAt = now(run);
  for (const definition of definitions) {
    run.toStop.signal.throwIfAborted();
    await startContainer(run, definition, secrets.get(definition) ?? {});
  }
}

async function startContainer(
  run: TaskRun,
  definition: ContainerDefinition,
  secrets: ContainerSecrets,
): Promise<void> {
  const { task, ports } = run;
  if (!task.network) throw new Error(`Task ${task.id} has no network.`);
  const record = recordOf(task, definition);
  const exited = Promise.withResolvers<void>();
  const starting = ports.runtime.start({
    ...containerLaunch(task, definition, task.network, secrets),
    onLog: createLineWriter(ports, task, definition),
    onExit(exit) {
      noteExit(record, run.isLost ? {} : exit);
      exited.resolve();
      if (definition.essential !== false) endForExit(run);
    },
  });
  const running = await noteFailure(record, starting);
  record.running = running;
  if (record.lastStatus === 'PENDING') record.lastStatus = 'RUNNING';
  run.containers.push({ definition, record, exited: exited.promise });
}

function endForExit(run: TaskRun): void {
  run.essentialExit.resolve();
  requestStop(run, { code: 'EssentialContainerExited', reason: 'Essential container in task exited' });
}

function noteExit(record: ContainerRecord, exit: ContainerExit): void {
  record.lastStatus = 'STOPPED';
  record.exitCode = exit.exitCode;
  record.reason = exit.reason;
}

/** ECS shows why a start failed on the container too. */
async function noteFailure<Result>(record: ContainerRecord, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StartError) record.reason = error.message;
    throw error;
  }
}

function recordOf(task: TaskRecord, { name }: ContainerDefinition): ContainerRecord {
  const record = task.containers.find((container) => container.name === name);
  if (!record) throw new Error(`Task ${task.id} has no container ${name}.`);
  return record;
}
