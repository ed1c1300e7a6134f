import type { EngineClient } from '../../../engine/engine-client.ts';
import { claimInstanceName } from '../../../machine/owner.ts';
import type { Images } from '../../ecr/images.ts';
import type { Network } from '../../network.ts';
import { createLifetime } from '../lifetime.ts';
import { createPulledImages } from '../pulled-images.ts';
import { type ContainerLaunch, type RunningContainer, StartError, type TaskRuntime } from '../runtime.ts';
import { removeInstance, removeLeftovers } from './instance-resources.ts';
import { pullImage } from './pull-image.ts';
import { runContainer } from './run-container.ts';
import { createTaskNetworks } from './task-networks.ts';

interface ContainerRuntimePorts {
  readonly engine: EngineClient;
  readonly images: Images;
  readonly network: Network;
}

/**
 * Runs tasks as containers of a Docker Engine of this machine, from what the embedded registry holds. Each task has an
 * address on a bridge network of its own, and its containers share it. Everything is labelled with the process that
 * made it; what a killed one left behind is removed first.
 * @throws EngineError when the engine cannot give what is needed
 */
export async function createContainerRuntime(ports: ContainerRuntimePorts): Promise<TaskRuntime> {
  const { engine } = ports;
  const instance = claimInstanceName();
  await removeLeftovers(engine);
  const networks = await createTaskNetworks(engine, ports.network, instance);
  const { images } = ports;
  let pulls = 0;
  const pulled = createPulledImages(images, (image) => {
    pulls += 1;
    return pullImage(engine, images, image, `${instance}.${pulls}`);
  });
  const lifetime = createLifetime();

  async function start(launch: ContainerLaunch): Promise<RunningContainer> {
    const image = pulled.find(launch.image);
    if (!image) throw new StartError(`CannotCreateContainerError: no such image: ${launch.image}`);
    const networkMode = networks.modeOf(launch.network);
    return lifetime.add(await runContainer(engine, launch, { instance, image, networkMode }));
  }

  async function close(): Promise<void> {
    const last = await lifetime.end();
    await removeInstance(engine, instance);
    await Promise.all(last.map(({ ended }) => ended));
  }

  return {
    kind: 'containers',
    pull: (image) => lifetime.begin(() => pulled.pull(image)),
    attachNetwork: () => lifetime.begin(networks.attach),
    start: (launch) => lifetime.begin(() => start(launch)),
    close,
  };
}
