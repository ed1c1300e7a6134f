import { type EngineClient, EngineError } from '../../../engine/engine-client.ts';
import type { ContainerUsage } from '../runtime.ts';

/** The part of the engine's statistics that is read here. */
interface Stats {
  /** When they were read; of the year 1 for a container that does not run. */
  readonly read: string;
  readonly cpu_stats: { readonly cpu_usage: { readonly total_usage: number } };
  readonly memory_stats: {
    readonly usage?: number;
    readonly stats?: { readonly inactive_file?: number };
  };
}

/** What a container has used, by the engine's count; undefined when it does not run any more. */
export async function readContainerUsage(
  engine: EngineClient,
  id: string,
): Promise<ContainerUsage | undefined> {
  try {
    const query = { stream: 'false', 'one-shot': 'true' };
    const stats = await engine.call<Stats>('GET', `/containers/${id}/stats`, { query });
    const { usage, stats: details } = stats.memory_stats;
    if (usage === undefined) return undefined;
    return {
      at: Date.parse(stats.read),
      cpuMilliseconds: stats.cpu_stats.cpu_usage.total_usage / 1e6,
      // What the engine's own command shows: the page cache that can be dropped is nobody's.
      memoryBytes: usage - (details?.inactive_file ?? 0),
    };
  } catch (error) {
    if (error instanceof EngineError && (error.status === 404 || error.status === 409)) return undefined;
    throw error;
  }
}
