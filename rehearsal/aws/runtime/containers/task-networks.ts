import { type EngineClient, EngineError } from '../../../engine/engine-client.ts';
import { importImage } from '../../../image/import-image.ts';
import { describeLocalImage } from '../../../image/local-image.ts';
import { collectProgram } from '../../../image/program-files.ts';
import { findProgram } from '../../../machine/programs.ts';
import type { Network } from '../../network.ts';
import { StartError, type TaskNetwork } from '../runtime.ts';
import { INSTANCE_LABEL, removeContainer } from './instance-resources.ts';

/** The addresses of tasks: each has a pause container that holds it, as the ECS agent does in awsvpc mode. */
export interface TaskNetworks {
  /** @throws StartError in ECS's words */
  attach(): Promise<TaskNetwork>;
  /** The network mode that puts a container into a task's network. */
  modeOf(taskNetwork: TaskNetwork): string;
}

interface Created {
  readonly Id: string;
}

interface Inspected {
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>> };
}

/** Makes one bridge network, on a private subnet that the engine knows to be free, for all tasks of an instance. */
export async function createTaskNetworks(
  engine: EngineClient,
  network: Network,
  instance: string,
): Promise<TaskNetworks> {
  const pauseImage = await ensurePauseImage(engine);
  const labels = { [INSTANCE_LABEL]: instance };
  const bridge = `platform-actions-${instance}`;
  await engine.call<Created>('POST', '/networks/create', {
    json: { Name: bridge, Driver: 'bridge', CheckDuplicate: true, Labels: labels },
  });
  const holders = new WeakMap<TaskNetwork, string>();

  async function attach(): Promise<TaskNetwork> {
    const { holder, address } = await createHolder(engine, pauseImage, bridge, labels);
    const withdraw = network.announce(address, (port) => ({ kind: 'socket', host: address, port }));
    const taskNetwork: TaskNetwork = {
      address,
      async release() {
        withdraw();
        await removeContainer(engine, holder);
      },
    };
    holders.set(taskNetwork, holder);
    return taskNetwork;
  }

  function modeOf(taskNetwork: TaskNetwork): string {
    const holder = holders.get(taskNetwork);
    if (!holder) throw new Error(`The network with address ${taskNetwork.address} is not of this runtime.`);
    return `container:${holder}`;
  }

  return { attach, modeOf };
}

/** Starts a pause container on the bridge; gives its id and its address there. */
async function createHolder(engine: EngineClient, image: string, bridge: string, labels: object) {
  try {
    const hostConfig = { NetworkMode: bridge, LogConfig: { Type: 'none' } };
    const { Id: holder } = await engine.call<Created>('POST', '/containers/create', {
      json: { Image: image, Labels: labels, HostConfig: hostConfig },
    });
    return { holder, address: await startHolder(engine, holder, bridge) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new StartError(`ResourceInitializationError: failed to configure ENI: ${error.message}`);
  }
}

async function startHolder(engine: EngineClient, holder: string, bridge: string): Promise<string> {
  try {
    await engine.call('POST', `/containers/${holder}/start`);
    const { NetworkSettings } = await engine.call<Inspected>('GET', `/containers/${holder}/json`);
    const address = NetworkSettings.Networks[bridge]?.IPAddress;
    if (!address) throw new EngineError(500, 'the pause container has ended');
    return address;
  } catch (error) {
    await removeContainer(engine, holder);
    throw error;
  }
}

/** An image whose one program does nothing, made from this machine's `sleep`. */
async function ensurePauseImage(engine: EngineClient): Promise<string> {
  const sleep = findProgram('sleep');
  if (!sleep) throw new Error('This machine has no program `sleep`, which holds the network of a task.');
  const content = { files: collectProgram(sleep, '/sleep') };
  const start = { environment: [], command: ['/sleep', 'infinity'] };
  return importImage(engine, await describeLocalImage('platform-actions-rehearsal/pause', content, start));
}
