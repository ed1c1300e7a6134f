import type { Clock } from '../../../../lib/action/clock.ts';
import type { DataPlane } from '../../elbv2/data-plane/data-plane.ts';
import type { Network } from '../../network.ts';
import type { TaskRuntime } from '../../runtime/runtime.ts';

/** What there is of an embedded AWS beside its records, counted where it is made and where it ends. */
export interface Counts {
  containers: number;
  taskNetworks: number;
  addresses: number;
  listeners: number;
  balancers: number;
  timers: number;
  /** Lines that containers have written, by task. */
  readonly lines: Map<string, string[]>;
}

export function createCounts(): Counts {
  const lines = new Map<string, string[]>();
  return { containers: 0, taskNetworks: 0, addresses: 0, listeners: 0, balancers: 0, timers: 0, lines };
}

export function countTimers<Kind extends Clock>(clock: Kind, counts: Counts): Kind {
  return {
    ...clock,
    after(milliseconds: number, callback: () => void) {
      const end = once(() => {
        counts.timers -= 1;
      });
      counts.timers += 1;
      const cancel = clock.after(milliseconds, () => {
        end();
        callback();
      });
      return () => {
        end();
        cancel();
      };
    },
  };
}

export function countAddresses(network: Network, counts: Counts): Network {
  return {
    ...network,
    announce(address, host) {
      const withdraw = network.announce(address, host);
      counts.addresses += 1;
      const end = once(() => {
        counts.addresses -= 1;
      });
      return () => {
        end();
        withdraw();
      };
    },
  };
}

export function countContainers(runtime: TaskRuntime, counts: Counts): TaskRuntime {
  return {
    ...runtime,
    async attachNetwork(taskId) {
      const network = await runtime.attachNetwork(taskId);
      counts.taskNetworks += 1;
      const end = once(() => {
        counts.taskNetworks -= 1;
      });
      return {
        ...network,
        release() {
          end();
          return network.release();
        },
      };
    },
    async start(launch) {
      const lines = counts.lines.get(launch.taskId) ?? [];
      counts.lines.set(launch.taskId, lines);
      const end = once(() => {
        counts.containers -= 1;
      });
      counts.containers += 1;
      try {
        return await runtime.start({
          ...launch,
          onLog(line, stream) {
            lines.push(line);
            launch.onLog(line, stream);
          },
          onExit(exit) {
            end();
            launch.onExit(exit);
          },
        });
      } catch (error) {
        end();
        throw error;
      }
    },
  };
}

export function countListeners<Plane extends DataPlane>(plane: Plane, counts: Counts): Plane {
  return {
    ...plane,
    async claimAddress() {
      const claimed = await plane.claimAddress();
      counts.balancers += 1;
      return {
        ...claimed,
        async release() {
          counts.balancers -= 1;
          await claimed.release();
        },
      };
    },
    async open(front: Parameters<DataPlane['open']>[0]) {
      const open = await plane.open(front);
      counts.listeners += 1;
      return {
        ...open,
        async close() {
          counts.listeners -= 1;
          await open.close();
        },
      };
    },
  };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
