import type { Target } from '../../../../../lib/aws/target.ts';
import type { Surroundings } from '../../ports.ts';
import { readAtEnd, type Unread } from '../read-at-end.ts';
import { fetchMetrics } from './fetch-metrics.ts';
import { type Measured, readMinutes, type Window } from './minutes.ts';
import { listQueries } from './queries.ts';

/** What the load balancer's metrics say of a run, or why they say nothing. */
export type Metrics = ({ readonly kind: 'read' } & Window & Measured) | Unread;

type MetricPorts = Pick<Surroundings, 'monitoring' | 'clock' | 'log' | 'signal'>;

/**
 * Reads the load balancer's metrics, all in one call.
 * @param from when the first weight was sent, milliseconds since the epoch; undefined when none was
 */
export async function readMetrics(
  target: Target,
  from: number | undefined,
  ports: MetricPorts,
): Promise<Metrics> {
  if (from === undefined) return { kind: 'unread', why: 'No weight was written.' };
  const readAt = ports.clock.now();
  const window = { from, to: readAt, readAt };
  return readAtEnd(ports, 'Reading the metrics', async (signal) => {
    const request = { queries: listQueries(target), window };
    const { results } = await fetchMetrics(await ports.monitoring(), request, signal);
    return { kind: 'read' as const, ...window, ...readMinutes(results, window) };
  });
}
