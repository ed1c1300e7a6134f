import type { CloudWatch, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { withDeadline } from '../../../../../lib/action/cancel.ts';
import { toFailure } from '../../../../../lib/action/failure.ts';
import { explainAwsError } from '../../../../../lib/aws/errors/explain.ts';
import type { Target } from '../../../../../lib/aws/target.ts';
import type { Surroundings } from '../../ports.ts';
import { type Measured, minutesOf, readMinutes, type Window } from './minutes.ts';
import { listQueries, PERIOD_SECONDS } from './queries.ts';

/** What the load balancer's metrics say of a run, or why they say nothing. */
export type Metrics =
  | ({ readonly kind: 'read' } & Window & Measured)
  | { readonly kind: 'unread'; readonly why: string };

/** What is told at the end has to wait no longer for CloudWatch, in milliseconds. */
const PATIENCE = 10_000;

type MetricPorts = Pick<Surroundings, 'monitoring' | 'clock' | 'log' | 'signal'>;

/**
 * Reads the load balancer's metrics, all in one call. Best effort: whatever goes wrong is told instead of them.
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
  try {
    const results = await withDeadline(ports, PATIENCE, 'Reading the metrics', async ({ signal }) => {
      signal.throwIfAborted();
      return fetchResults(await ports.monitoring(), target, window, signal);
    });
    return { kind: 'read', ...window, ...readMinutes(results, window) };
  } catch (error) {
    return { kind: 'unread', why: (await toFailure(error, explainAwsError, ports.signal)).cause };
  }
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
  const results: MetricDataResult[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloudwatch.getMetricData(
      { ...request, ...(NextToken === undefined ? {} : { NextToken }) },
      { abortSignal: signal },
    );
    results.push(...(page.MetricDataResults ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return results;
}
