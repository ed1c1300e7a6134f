import type { ListMetricsInput } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Operation } from '../../kernel/service.ts';
import { takePage } from '../checks.ts';
import { invalidValue } from '../errors.ts';
import { hasDimensions, metricKey, renderMetric } from '../metrics/metric-name.ts';
import type { Series } from '../metrics/store.ts';
import type { CloudWatchSettings } from '../settings.ts';
import type { Place, Region } from '../state.ts';

const PAGE_SIZE = 500;
const HOUR = 3_600_000;
/** A metric without new data for two weeks is no longer listed. */
const LISTED_FOR = 14 * 24 * HOUR;

export function createListMetrics({
  clock,
  settings,
  regionOf,
}: {
  readonly clock: Clock;
  readonly settings: CloudWatchSettings;
  readonly regionOf: (place: Place) => Region;
}): Operation {
  return (input: ListMetricsInput, call) => {
    const now = clock.now();
    const since = now - (input.RecentlyActive ? 3 * HOUR : LISTED_FOR);
    const isListed = ({ metric, firstAt, lastAt }: Series) =>
      firstAt + settings.newMetricDelay <= now &&
      lastAt >= since &&
      (input.Namespace ?? metric.namespace) === metric.namespace &&
      (input.MetricName ?? metric.name) === metric.name &&
      hasDimensions(metric, input.Dimensions ?? []);
    const { items, nextToken } = takePage(
      regionOf(call).metrics.list().filter(isListed),
      { limit: PAGE_SIZE, token: input.NextToken, keyOf: ({ metric }) => metricKey(metric) },
      () => invalidValue('The value for parameter NextToken is not valid.'),
    );
    return {
      Metrics: items.map(({ metric }) => renderMetric(metric)),
      ...(nextToken ? { NextToken: nextToken } : {}),
    };
  };
}
