import { systemClock } from '../../../../lib/action/clock.ts';
import { findEngine } from '../../../engine/find-engine.ts';
import { createRandom } from '../../kernel/random.ts';
import { createContainerRuntime } from '../containers/container-runtime.ts';
import { chooseIsolation } from '../processes/choose-isolation.ts';
import type { Isolation } from '../processes/isolation.ts';
import { createNamespaceIsolation } from '../processes/namespaces/namespace-isolation.ts';
import { createPlainIsolation } from '../processes/plain/plain-isolation.ts';
import { createProcessRuntime } from '../processes/process-runtime.ts';
import type { TaskRuntime } from '../runtime.ts';
import type { RuntimeWorld } from './world.ts';

/** Each runtime with real programs; `chosen` are processes, kept apart as well as this process may. */
export const runtimes = {
  async containers({ images, network }) {
    const { engine, reason } = await findEngine(process.env);
    if (!engine) throw new Error(reason);
    return createContainerRuntime({ engine, images, network });
  },
  namespaces: (world) =>
    createProcesses(world, (instance, folder) => createNamespaceIsolation(world.network, instance, folder)),
  plain: (world) => createProcesses(world, async () => createPlainIsolation(world.network, 'this is a test')),
  chosen: (world) =>
    createProcesses(world, (instance, folder) =>
      chooseIsolation({ clock: systemClock, network: world.network }, instance, folder),
    ),
} satisfies Record<string, (world: RuntimeWorld) => Promise<TaskRuntime>>;

export type RuntimeName = keyof typeof runtimes;

function createProcesses(
  { images }: RuntimeWorld,
  isolate: (instance: string, folder: string) => Promise<Isolation>,
): Promise<TaskRuntime> {
  return createProcessRuntime({ clock: systemClock, random: createRandom(1), images, isolate });
}
