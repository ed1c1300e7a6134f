import type { CloudWatch, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { collect } from '../../../../../lib/aws/pagination.ts';
import { serverDateOf } from '../../../../../lib/aws/server-date.ts';
import { minutesOf, type Window } from './minutes.ts';
import { PERIOD_SECONDS } from './queries.ts';

/** What is asked of CloudWatch. */
export interface MetricsRequest {
  readonly queries: MetricDataQuery[];
  readonly window: Pick<Window, 'from' | 'to'>;
}

/** What it answered. */
export interface FetchedMetrics {
  readonly results: readonly MetricDataResult[];
  /** When it answered first, by AWS's clock; undefined when it did not say. */
  readonly answeredAt: number | undefined;
}

/** One call, as a rule: an answer holds 100,800 datapoints, but AWS may give fewer at a time. */
export async function fetchMetrics(
  cloudwatch: CloudWatch,
  { queries, window }: MetricsRequest,
  signal: AbortSignal,
): Promise<FetchedMetrics> {
  const minutes = minutesOf(window);
  const pages = cloudwatch.paginateGetMetricData({
    MetricDataQueries: queries,
    StartTime: new Date(minutes[0] ?? 0),
    EndTime: new Date((minutes.at(-1) ?? 0) + PERIOD_SECONDS * 1_000),
  });
  let answeredAt: number | undefined;
  const results = await collect(
    pages,
    (page) => {
      answeredAt ??= serverDateOf(page)?.getTime();
      return page.MetricDataResults;
    },
    { signal },
  );
  return { results, answeredAt };
}
