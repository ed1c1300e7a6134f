import { type MetricDatum, type PutMetricDataInput, StandardUnit } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../../../lib/action/clock.ts';
import { drawDuration } from '../../elbv2/settings.ts';
import { notImplemented } from '../../kernel/errors.ts';
import type { Random } from '../../kernel/random.ts';
import type { Operation } from '../../kernel/service.ts';
import { invalidCombination, invalidValue, missingParameter } from '../errors.ts';
import { addStatisticSet, addValue, type Distribution, emptyDistribution } from '../metrics/distribution.ts';
import { metricName } from '../metrics/metric-name.ts';
import type { CloudWatchSettings } from '../settings.ts';
import type { Place, Region } from '../state.ts';
import { checkDimensions } from './check-dimensions.ts';

const DAY = 86_400_000;
const OLDEST = 14 * DAY;
const NEWEST = 7_200_000;
const METRICS_LIMIT = 1_000;
const VALUES_LIMIT = 150;
const LARGEST = 2 ** 360;

interface DataPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: CloudWatchSettings;
  readonly regionOf: (place: Place) => Region;
}

/** Takes custom metrics; one bad datum refuses the whole call. */
export function createPutMetricData({ clock, random, settings, regionOf }: DataPorts): Operation {
  return (input: PutMetricDataInput, call) => {
    const namespace = checkNamespace(input.Namespace);
    if (input.EntityMetricData?.length) throw notImplemented('EntityMetricData of PutMetricData');
    const data = input.MetricData ?? [];
    if (data.length === 0) throw missingParameter('MetricData');
    if (data.length > METRICS_LIMIT) throw tooLong('MetricData', METRICS_LIMIT);
    const now = clock.now();
    const visibleAt = now + drawDuration(settings.customMetricDelay, random);
    const read = data.map((datum, index) => readDatum(datum, `MetricData.member.${index + 1}`, now));
    for (const { datum, ...put } of read) {
      const metric = metricName(namespace, datum.MetricName ?? '', datum.Dimensions);
      regionOf(call).metrics.put(metric, { ...put, visibleAt });
    }
    return {};
  };
}

/** AWS's own namespaces are for its services. */
function checkNamespace(namespace = ''): string {
  if (!/^[\x20-\x7e]*$/.test(namespace) || namespace.startsWith('AWS/')) {
    throw invalidValue(`The value ${namespace} for parameter Namespace is invalid.`);
  }
  return namespace;
}

function readDatum(datum: MetricDatum, member: string, now: number) {
  checkDimensions(datum.Dimensions ?? [], `${member}.Dimensions`);
  const at = datum.Timestamp?.getTime() ?? now;
  checkTime(at, now, `${member}.Timestamp`);
  return {
    ...{ datum, at, unit: datum.Unit ?? StandardUnit.None },
    resolutionSeconds: readResolution(datum.StorageResolution, `${member}.StorageResolution`),
    distribution: readValues(datum, member),
  };
}

function checkTime(at: number, now: number, member: string): void {
  if (at < now - OLDEST) {
    throw invalidValue(`The parameter ${member} must specify a time no more than two weeks in the past.`);
  }
  if (at > now + NEWEST) {
    throw invalidValue(`The parameter ${member} must specify a time no more than two hours in the future.`);
  }
}

function readResolution(resolution: number | undefined, member: string): 1 | 60 {
  if (resolution === undefined || resolution === 60) return 60;
  if (resolution === 1) return 1;
  throw invalidValue(`The value ${resolution} for parameter ${member} is invalid.`);
}

function readValues(datum: MetricDatum, member: string): Distribution {
  const { Value, Values, Counts, StatisticValues } = datum;
  const given = Object.entries({ Value, Values, StatisticValues })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `${member}.${name}`);
  if (given.length === 0) {
    throw missingParameter(`${member}.Value`);
  }
  if (given.length > 1) {
    throw invalidCombination(
      `The parameters ${given[0]} and ${given[1]} are mutually exclusive and you have specified both.`,
    );
  }
  const distribution = emptyDistribution();
  if (StatisticValues) {
    const { SampleCount = 0, Sum = 0, Minimum = 0, Maximum = 0 } = StatisticValues;
    for (const [name, number] of Object.entries(StatisticValues)) {
      checkNumber(number, `${member}.StatisticValues.${name}`);
    }
    addStatisticSet(distribution, { sampleCount: SampleCount, sum: Sum, minimum: Minimum, maximum: Maximum });
    return distribution;
  }
  const values = Values ?? [Value ?? 0];
  if (values.length > VALUES_LIMIT) throw tooLong(`${member}.Values`, VALUES_LIMIT);
  if (Counts && Counts.length !== values.length) {
    throw invalidValue(`The parameters ${member}.Values and ${member}.Counts must be of the same size.`);
  }
  for (const [index, value] of values.entries()) {
    checkNumber(value, Values ? `${member}.Values.member.${index + 1}` : `${member}.Value`);
    addValue(distribution, value, Counts?.[index] ?? 1);
  }
  return distribution;
}

function checkNumber(number: number, member: string): void {
  if (Number.isFinite(number) && Math.abs(number) <= LARGEST) return;
  throw invalidValue(`The value ${number} for parameter ${member} is invalid.`);
}

function tooLong(member: string, most: number) {
  return invalidValue(`The collection ${member} must not have a size greater than ${most}.`);
}
