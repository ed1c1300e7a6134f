import { systemClock } from '../../../../lib/action/clock.ts';
import { findEngine } from '../../../engine/find-engine.ts';
import { createRandom } from '../../kernel/random.ts';
import { createContainerRuntime } from '../containers/container-runtime.ts';
import type { Isolation } from '../processes/isolation.ts';
import { createNamespaceIsolation } from '../processes/namespaces/namespace-isolation.ts';
import { createPlainIsolation } from '../processes/plain/plain-isolation.ts';
import { createProcessRuntime } from '../processes/process-runtime.ts';
import type { TaskRuntime } from '../runtime.ts';
import type { createRuntimeWorld } from './world.ts';

export type World = Awaited<ReturnType<typeof createRuntimeWorld>>;

/** Each runtime with real programs, made without looking for the best one. */
export const runtimes = {
  async containers({ images, network }) {
    const { engine, reason } = await findEngine(process.env);
    if (!engine) throw new Error(reason);
    return createContainerRuntime({ engine, images, network });
  },
  namespaces: (world) =>
    createProcesses(world, (instance, folder) =>
      createNamespaceIsolation({ clock: systemClock, network: world.network }, instance, folder),
    ),
  plain: (world) => createProcesses(world, async () => createPlainIsolation(world.network, 'this is a test')),
} satisfies Record<string, (world: World) => Promise<TaskRuntime>>;

export type RuntimeName = keyof typeof runtimes;

function createProcesses(
  { images }: World,
  isolate: (instance: string, folder: string) => Promise<Isolation>,
): Promise<TaskRuntime> {
  return createProcessRuntime({ clock: systemClock, random: createRandom(1), images, isolate });
}
