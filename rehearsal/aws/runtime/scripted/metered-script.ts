import type { Clock } from '../../../../lib/action/clock.ts';
import type { ContainerUsage } from '../runtime.ts';
import type { Load } from './behaviour.ts';
import type { Script } from './script.ts';

/** A script whose requests are counted, and what it has used up to now by its declared load. */
export function meterScript(
  clock: Clock,
  script: Script,
  { cpuPerSecond, cpuPerRequest = 0, memoryMebibytes }: Load,
): { readonly script: Script; readonly usage: () => Promise<ContainerUsage> } {
  const startedAt = clock.now();
  let requests = 0;
  return {
    script: {
      ...script,
      listenerAt(port) {
        const answer = script.listenerAt(port);
        return (
          answer &&
          ((request) => {
            requests += 1;
            return answer(request);
          })
        );
      },
    },
    usage() {
      const seconds = (clock.now() - startedAt) / 1000;
      return Promise.resolve({
        at: clock.now(),
        cpuMilliseconds: seconds * cpuPerSecond + requests * cpuPerRequest,
        memoryBytes: memoryMebibytes * 1024 * 1024,
      });
    },
  };
}
