import type { Datapoint, GetMetricStatisticsInput, StandardUnit } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Operation } from '../../kernel/service.ts';
import { invalidCombination, missingParameter } from '../errors.ts';
import { gather } from '../metrics/datapoints.ts';
import type { Distribution } from '../metrics/distribution.ts';
import { metricName } from '../metrics/metric-name.ts';
import { parseStatistic } from '../metrics/statistic.ts';
import type { Bucket } from '../metrics/store.ts';
import type { Place, Region } from '../state.ts';
import { checkDimensions } from './check-dimensions.ts';
import { checkPeriod, readTimes, spanOf } from './period.ts';

/** Most datapoints of one answer. */
const DATAPOINTS_LIMIT = 1_440;

export function createGetMetricStatistics({
  clock,
  regionOf,
}: {
  readonly clock: Clock;
  readonly regionOf: (place: Place) => Region;
}): Operation {
  return (input: GetMetricStatisticsInput, call) => {
    const { Namespace = '', MetricName = '', Dimensions = [] } = input;
    checkDimensions(Dimensions, 'Dimensions');
    const period = checkPeriod(input.Period);
    const times = readTimes(input);
    checkCount((times.end - times.start) / 1000 / period);
    const compute = chooseStatistics(input);
    const { from, to } = spanOf(times, clock.now(), period);
    const buckets = regionOf(call).metrics.read(metricName(Namespace, MetricName, Dimensions), from, to);
    const datapoints = [...byUnit(buckets, input.Unit)].flatMap(([unit, ofUnit]) =>
      gather(ofUnit, from, period * 1000).map(
        (datapoint): Datapoint => ({
          Timestamp: new Date(datapoint.start),
          Unit: unit,
          ...compute(datapoint.distribution),
        }),
      ),
    );
    return { Label: MetricName, Datapoints: datapoints };
  };
}

/** Data of different units is never put together. */
function byUnit(buckets: readonly Bucket[], wanted: StandardUnit | undefined): Map<StandardUnit, Bucket[]> {
  const units = new Map<StandardUnit, Bucket[]>();
  for (const bucket of buckets) {
    if (wanted !== undefined && bucket.unit !== wanted) continue;
    units.set(bucket.unit, [...(units.get(bucket.unit) ?? []), bucket]);
  }
  return units;
}

function checkCount(count: number): void {
  if (count <= DATAPOINTS_LIMIT) return;
  throw invalidCombination(
    `You have requested up to ${Math.ceil(count)} datapoints, which exceeds the limit of ${DATAPOINTS_LIMIT}. ` +
      'You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
  );
}

function chooseStatistics(input: GetMetricStatisticsInput) {
  const simple = input.Statistics ?? [];
  const extended = input.ExtendedStatistics ?? [];
  if (simple.length === 0 && extended.length === 0) {
    throw missingParameter('Statistics or ExtendedStatistics');
  }
  if (simple.length > 0 && extended.length > 0) {
    throw invalidCombination(
      'The parameters Statistics and ExtendedStatistics are mutually exclusive and you have specified both.',
    );
  }
  const parsed = [...simple, ...extended].map((name) => [name, parseStatistic(name)] as const);
  return (distribution: Distribution) => {
    const values = parsed.flatMap(([name, statistic]) => {
      const value = statistic(distribution);
      return value === undefined ? [] : [[name, value] as const];
    });
    return extended.length > 0
      ? { ExtendedStatistics: Object.fromEntries(values) }
      : Object.fromEntries(values);
  };
}
