import type { CloudWatch, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { collect } from '../../../../../lib/aws/pagination.ts';
import type { Target } from '../../../../../lib/aws/target.ts';
import type { Surroundings } from '../../ports.ts';
import { readAtEnd, type Unread } from '../read-at-end.ts';
import { type Measured, minutesOf, readMinutes, type Window } from './minutes.ts';
import { listQueries, PERIOD_SECONDS } from './queries.ts';

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
    const results = await fetchResults(await ports.monitoring(), target, window, signal);
    return { kind: 'read' as const, ...window, ...readMinutes(results, window) };
  });
}

/** One call, as a rule: an answer holds 100,800 datapoints, but AWS may give fewer at a time. */
async function fetchResults(
  cloudwatch: CloudWatch,
  target: Target,
  window: Window,
  signal: AbortSignal,
): Promise<MetricDataResult[]> {
  const minutes = minutesOf(window);
  const request = {
    MetricDataQueries: listQueries(target),
    StartTime: new Date(minutes[0] ?? 0),
    EndTime: new Date((minutes.at(-1) ?? 0) + PERIOD_SECONDS * 1_000),
  };
  return collect(cloudwatch.paginateGetMetricData(request), (page) => page.MetricDataResults, { signal });
}
