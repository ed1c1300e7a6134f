import type { Clock } from '../../../../lib/action/clock.ts';
import type { ServiceLoads, ServiceTask } from '../../ecs/service-loads.ts';
import { drawDuration } from '../../elbv2/settings.ts';
import { createClosableClock } from '../../kernel/closable-clock.ts';
import type { Random } from '../../kernel/random.ts';
import type { ContainerUsage, RunningContainer, TaskRuntime } from '../../runtime/runtime.ts';
import type { CloudWatch } from '../cloudwatch.ts';
import { addValue, emptyDistribution } from '../metrics/distribution.ts';
import { metricName } from '../metrics/metric-name.ts';
import { floorTo } from '../metrics/store.ts';

const MINUTE = 60_000;

export interface EcsMetrics {
  /** The runtime, with containers whose use can be told beginning to be measured. */
  meter(runtime: TaskRuntime): TaskRuntime;
  close(): void;
}

/**
 * Publishes what the tasks of ECS services use of the processor and memory that they may, once a minute. A timer runs
 * only while there are containers whose runtime can tell.
 */
export function publishEcsMetrics(
  { publish, settings }: Pick<CloudWatch, 'publish' | 'settings'>,
  ports: { readonly clock: Clock; readonly random: Random; readonly serviceLoads: ServiceLoads },
): EcsMetrics {
  const clock = createClosableClock(ports.clock);
  const before = new WeakMap<RunningContainer, ContainerUsage>();
  let metered = 0;
  let isWaiting = false;

  function wait(): void {
    if (isWaiting || metered === 0) return;
    isWaiting = true;
    const now = clock.now();
    clock.after(floorTo(now, MINUTE) + MINUTE - now, () => {
      isWaiting = false;
      void measure().catch(() => {
        // An engine in trouble tells nothing; the next minute asks again.
      });
      wait();
    });
  }

  async function measure(): Promise<void> {
    const start = floorTo(clock.now() - 1, MINUTE);
    const tasks = await Promise.all(
      ports.serviceLoads().map(async (task) => ({ task, shares: await measureTask(task, before) })),
    );
    const delay = drawDuration(settings.ecsDelay, ports.random);
    for (const { task, shares } of tasks) {
      for (const [name, percent] of Object.entries(shares)) {
        const distribution = emptyDistribution();
        addValue(distribution, percent);
        const dimensions = { ClusterName: task.cluster, ServiceName: task.service };
        publish(task.place, metricName('AWS/ECS', name, dimensions), {
          ...{ at: start, unit: 'Percent', resolutionSeconds: 60, distribution },
          visibleAt: start + MINUTE + delay,
        });
      }
    }
  }

  return {
    meter: (runtime) => ({
      ...runtime,
      async start(launch) {
        let state: 'starting' | 'metered' | 'ended' = 'starting';
        const running = await runtime.start({
          ...launch,
          onExit(exit) {
            if (state === 'metered') metered -= 1;
            state = 'ended';
            launch.onExit(exit);
          },
        });
        if (running.usage && hasNotEnded(state)) {
          state = 'metered';
          metered += 1;
          wait();
        }
        return running;
      },
    }),
    close: () => clock.close(),
  };
}

/** Containers may end while their start is still being told. */
function hasNotEnded(state: string): boolean {
  return state !== 'ended';
}

/** In percent of what the task may use. Nothing is told of a task of which one container cannot be measured. */
async function measureTask(
  { containers, cpuUnits, memoryMebibytes }: ServiceTask,
  before: WeakMap<RunningContainer, ContainerUsage>,
): Promise<{ CPUUtilization?: number; MemoryUtilization?: number }> {
  let processors: number | undefined = 0;
  let memoryBytes = 0;
  for (const container of containers) {
    const usage = await container.usage?.();
    if (!usage) return {};
    const last = before.get(container);
    before.set(container, usage);
    memoryBytes += usage.memoryBytes;
    // Of a container's first minute there is nothing to compare with.
    if (!last || usage.at <= last.at || processors === undefined) processors = undefined;
    else processors += (usage.cpuMilliseconds - last.cpuMilliseconds) / (usage.at - last.at);
  }
  if (containers.length === 0) return {};
  return {
    ...(processors === undefined ? {} : { CPUUtilization: (processors / (cpuUnits / 1024)) * 100 }),
    MemoryUtilization: (memoryBytes / (memoryMebibytes * 1024 * 1024)) * 100,
  };
}
