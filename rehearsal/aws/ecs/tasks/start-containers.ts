import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { type ContainerExit, type RunningContainer, StartError } from '../../runtime/runtime.ts';
import type { ContainerRecord, TaskRecord } from '../state.ts';
import { startOrder } from '../task-definitions/start-order.ts';
import { admitPull, admitRegistry } from './admit-pull.ts';
import { containerLaunch, type Prepared } from './container-launch.ts';
import { type ContainerProgress, createProgress, resolveDependencies } from './dependencies.ts';
import { isChecked, startHealthChecks } from './health-checks.ts';
import { imageToPull, noteDigest } from './image-version.ts';
import { openLog } from './open-log.ts';
import { readSecrets } from './read-secrets.ts';
import { failStart, noteHealth, now, requestStop, type TaskRun } from './task-run.ts';

/**
 * Pulls the images and starts the containers, each as soon as those it depends on are as far as it wants.
 * @throws StartError in ECS's words when one cannot be had; what was started before stands in `run.containers`
 */
export async function startContainers(run: TaskRun): Promise<void> {
  const { task, ports } = run;
  const definitions = startOrder(task.taskDefinition.definition.containerDefinitions ?? []);
  await admitRegistry(ports, task, definitions);
  const secrets = await oneByOne(definitions, (definition) => readSecrets(ports.secrets, task, definition));
  const logs = await oneByOne(definitions, (definition) => openLog(ports, task, definition));
  task.times.pullStartedAt = now(run);
  const images = await oneByOne(definitions, (definition) => pullImage(run, definition));
  task.times.pullStoppedAt = now(run);
  const all = definitions.map(createProgress);
  const starts = all.map(async (progress, index) => {
    try {
      await startInTime(run, progress, all, {
        secrets: secrets[index] ?? {},
        image: images[index] ?? '',
        writeLine: logs[index] ?? (() => {}),
      });
    } catch (error) {
      // The others wait for nothing any more.
      failStart(run, error);
      throw error;
    }
  });
  // Every start has to be over before the task goes on, or what is still starting would be nobody's.
  const failed = (await Promise.allSettled(starts)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function oneByOne<Result>(
  definitions: readonly ContainerDefinition[],
  prepare: (definition: ContainerDefinition) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const definition of definitions) results.push(await prepare(definition));
  return results;
}

/** @returns the name by which it was pulled */
async function pullImage({ task, ports }: TaskRun, definition: ContainerDefinition): Promise<string> {
  const record = recordOf(task, definition);
  const image = imageToPull(task, definition);
  await noteFailure(record, admitPull(ports, task, image));
  record.imageDigest = await noteFailure(record, ports.runtime.pull(image));
  noteDigest(task, definition, record.imageDigest);
  return image;
}

async function startInTime(
  run: TaskRun,
  progress: ContainerProgress,
  all: readonly ContainerProgress[],
  prepared: Prepared,
): Promise<void> {
  const { definition } = progress;
  const mayStart = await resolveDependencies(run, definition, all);
  run.toStop.signal.throwIfAborted();
  if (mayStart) {
    await startContainer(run, progress, prepared);
    return;
  }
  recordOf(run.task, definition).lastStatus = 'STOPPED';
  progress.exited.resolve({});
  if (definition.essential !== false) endForExit(run);
}

async function startContainer(
  run: TaskRun,
  { definition, started, exited, firstHealth }: ContainerProgress,
  prepared: Prepared,
): Promise<void> {
  const { task, ports } = run;
  if (!task.network) throw new Error(`Task ${task.id} has no network.`);
  const record = recordOf(task, definition);
  let endChecks = () => {};
  const starting = ports.runtime.start({
    ...containerLaunch(task, definition, task.network, prepared),
    onExit(exit) {
      endChecks();
      noteExit(record, run.isLost ? {} : exit);
      exited.resolve(run.isLost ? {} : exit);
      if (definition.essential !== false) endForExit(run);
    },
  });
  const running = await noteFailure(record, starting);
  record.running = running;
  if (record.lastStatus === 'PENDING') {
    record.lastStatus = 'RUNNING';
    endChecks = checkHealth(run, definition, running, (health) => firstHealth.resolve(health));
  }
  started.resolve();
  run.containers.push({ definition, record, exited: exited.promise });
}

/** @returns the function that ends the checks */
function checkHealth(
  run: TaskRun,
  definition: ContainerDefinition,
  container: RunningContainer,
  onHealth: (health: ContainerRecord['health']) => void,
): () => void {
  const { healthCheck: check } = definition;
  if (!isChecked(check)) return () => {};
  const record = recordOf(run.task, definition);
  return startHealthChecks(run.ports.clock, { container, check }, (health) => {
    noteHealth(run, record, health);
    onHealth(health);
  });
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
