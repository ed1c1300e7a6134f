import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../../lib/action/clock.ts';
import { claimInstanceName } from '../../../machine/owner.ts';
import type { Images } from '../../ecr/images.ts';
import type { Random } from '../../kernel/random.ts';
import { createLifetime, type Running } from '../lifetime.ts';
import { createPulledImages } from '../pulled-images.ts';
import { type ContainerLaunch, type RunningContainer, StartError, type TaskRuntime } from '../runtime.ts';
import { type ContainerCommand, composeCommand } from './command.ts';
import { findExecutable } from './executable.ts';
import { createInstanceFolder, removeLeftovers } from './instance-folder.ts';
import type { Isolation } from './isolation.ts';
import { locate } from './locate.ts';
import { spawnProcess } from './spawn-process.ts';
import { type UnpackedImage, unpackImage } from './unpack-image.ts';
import { resolveUser } from './user.ts';

interface ProcessRuntimePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly images: Images;
  /** Makes what keeps the processes apart, with a folder of the instance for its files. */
  readonly isolate: (instance: string, folder: string) => Promise<Isolation>;
}

export interface ProcessRuntime extends TaskRuntime {
  readonly description: string;
}

/**
 * Runs tasks as processes of this machine, from the pulled layers of what the embedded registry holds, where no Docker
 * Engine can be had. What a killed instance left behind is removed first.
 */
export async function createProcessRuntime(ports: ProcessRuntimePorts): Promise<ProcessRuntime> {
  const { clock, random, images } = ports;
  await removeLeftovers(clock);
  const instance = claimInstanceName();
  const folder = await createInstanceFolder(instance);
  const isolation = await ports.isolate(instance, join(folder, 'containers'));
  const pulled = createPulledImages(images, (image) => unpackImage(images, image, join(folder, 'images')));
  const lifetime = createLifetime<RunningContainer & Running>();

  async function start(launch: ContainerLaunch): Promise<RunningContainer> {
    const image = pulled.find(launch.image);
    if (!image) throw new StartError(`CannotCreateContainerError: no such image: ${launch.image}`);
    try {
      const program = await findProgram(image, launch);
      const prepared = await isolation.prepare(program);
      const find = (word: string) => findExecutable(image.root, word, searchOf(program.command));
      const ports = { clock, runtimeId: random.hex(64) };
      return lifetime.add(await spawnProcess(prepared, launch, find, ports));
    } catch (error) {
      throw new StartError(`CannotStartContainerError: ${(error as Error).message}`);
    }
  }

  async function close(): Promise<void> {
    const last = await lifetime.end();
    for (const started of last) started.signal('SIGKILL');
    await Promise.all(last.map(({ ended }) => ended));
    await isolation.close();
    await rm(folder, { recursive: true, force: true });
  }

  return {
    kind: 'processes',
    description: isolation.description,
    pull: (image) => lifetime.begin(() => pulled.pull(image)),
    attachNetwork: () => lifetime.begin(isolation.attach),
    start: (launch) => lifetime.begin(() => start(launch)),
    close,
  };
}

async function findProgram({ root, config }: UnpackedImage, launch: ContainerLaunch) {
  const command = composeCommand(config, launch);
  const read = async (path: string) => readFile(await locate(root, path), 'utf8').catch(() => '');
  const user = resolveUser(command.user, {
    passwd: await read('/etc/passwd'),
    group: await read('/etc/group'),
  });
  const executable = await findExecutable(root, command.words[0] ?? '', searchOf(command));
  return { network: launch.network, root, command, executable, user, ports: launch.ports };
}

/** Where a container's programs are looked for. */
function searchOf({ environment, workingDirectory }: ContainerCommand) {
  return { path: environment.PATH ?? '', workingDirectory };
}
