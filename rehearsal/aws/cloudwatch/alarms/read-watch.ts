import { type ComparisonOperator, type PutMetricAlarmInput, StandardUnit } from '@aws-sdk/client-cloudwatch';
import { notImplemented } from '../../kernel/errors.ts';
import { checkWord } from '../checks.ts';
import { checkDimensions } from '../data/check-dimensions.ts';
import { type Query, readQueries } from '../data/query.ts';
import { validationError } from '../errors.ts';
import { metricName } from '../metrics/metric-name.ts';
import { parseStatistic } from '../metrics/statistic.ts';
import type { Comparison, GivenWatch, TreatMissing, Watch } from './alarm-record.ts';

const DAY_SECONDS = 86_400;
const COMPARISONS: readonly Comparison[] = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
];
const TREATMENTS: readonly TreatMissing[] = ['breaching', 'notBreaching', 'ignore', 'missing'];

/**
 * What a metric alarm looks at.
 * @throws AwsError when PutMetricAlarm would refuse it
 */
export function readWatch(input: PutMetricAlarmInput, account: string): Watch {
  const { queries, watched, periodSeconds } = input.Metrics
    ? readMathWatch(input, account)
    : readMetricWatch(input);
  if (input.EvaluationPeriods === undefined) throw isRequired('EvaluationPeriods');
  if (input.Threshold === undefined) throw isRequired('Threshold');
  const { EvaluationPeriods, DatapointsToAlarm, Threshold } = input;
  if ((DatapointsToAlarm ?? 1) > EvaluationPeriods) {
    throw validationError('DatapointsToAlarm must be less than or equal to EvaluationPeriods.');
  }
  checkSpan(periodSeconds, EvaluationPeriods);
  return {
    ...{ queries, watched, periodSeconds },
    evaluationPeriods: EvaluationPeriods,
    datapointsToAlarm: DatapointsToAlarm ?? EvaluationPeriods,
    isOutOf: DatapointsToAlarm !== undefined,
    threshold: Threshold,
    comparison: readComparison(input.ComparisonOperator),
    treatMissing: readTreatment(input),
  };
}

function isRequired(parameter: string) {
  return validationError(`The parameter ${parameter} is required.`);
}

function checkSpan(period: number, evaluationPeriods: number): void {
  const span = period * evaluationPeriods;
  if (period < 3_600 && span > DAY_SECONDS) {
    throw validationError(
      'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
    );
  }
  if (span > 7 * DAY_SECONDS) {
    throw validationError(
      'Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800).',
    );
  }
}

function readComparison(operator: ComparisonOperator | undefined): Comparison {
  if (operator === undefined) throw isRequired('ComparisonOperator');
  const comparison = COMPARISONS.find((known) => known === operator);
  if (!comparison) throw notImplemented('alarms on anomaly detection');
  return comparison;
}

function readTreatment(input: PutMetricAlarmInput): TreatMissing {
  const { TreatMissingData = 'missing', EvaluateLowSampleCountPercentile } = input;
  if (EvaluateLowSampleCountPercentile === 'ignore') {
    throw notImplemented('EvaluateLowSampleCountPercentile ignore');
  }
  checkWord('evaluateLowSampleCountPercentile', EvaluateLowSampleCountPercentile, ['evaluate', 'ignore']);
  checkWord('treatMissingData', TreatMissingData, TREATMENTS);
  return TREATMENTS.find((known) => known === TreatMissingData) ?? 'missing';
}

const METRIC_MEMBERS = [
  'MetricName',
  'Namespace',
  'Dimensions',
  'Period',
  'Unit',
  'Statistic',
  'ExtendedStatistic',
] as const;

interface Source {
  readonly queries: readonly Query[];
  readonly watched: string;
  readonly periodSeconds: number;
}

function readMetricWatch(input: PutMetricAlarmInput): Source {
  const { MetricName, Namespace, Statistic: simple, ExtendedStatistic: extended, Unit } = input;
  if (!MetricName || !Namespace) {
    throw validationError('Exactly one of MetricName, Metrics and EvaluationCriteria must be specified.');
  }
  if ((simple === undefined) === (extended === undefined)) {
    throw validationError('Exactly one of Statistic and ExtendedStatistic must be specified.');
  }
  checkDimensions(input.Dimensions ?? [], 'Dimensions');
  checkWord('unit', Unit, Object.values(StandardUnit));
  const periodSeconds = readPeriod(input.Period);
  const query: Query = {
    ...{ kind: 'metric', id: 'm1', label: MetricName, returnsData: true, periodSeconds, unit: Unit },
    metric: metricName(Namespace, MetricName, input.Dimensions),
    statistic: parseStatistic(simple ?? extended ?? ''),
  };
  return { queries: [query], watched: query.id, periodSeconds };
}

function readPeriod(period: number | undefined): number {
  if (period === undefined) throw isRequired('Period');
  if ([10, 20, 30].includes(period) || (period > 0 && period % 60 === 0)) return period;
  throw validationError('Period must be 10, 20, 30 or a multiple of 60');
}

function readMathWatch(input: PutMetricAlarmInput, account: string): Source {
  const stray = METRIC_MEMBERS.find((member) => input[member] !== undefined);
  if (stray) throw validationError(`Metrics and ${stray} are mutually exclusive.`);
  const queries = readQueries(input.Metrics ?? [], account);
  const [watched, ...others] = queries.filter(({ returnsData }) => returnsData);
  if (!watched || others.length > 0) {
    throw validationError('Exactly one element of the metrics list should return data.');
  }
  const periods = queries.flatMap((query) =>
    query.kind === 'metric' ? [readPeriod(query.periodSeconds)] : [],
  );
  if (periods.length === 0)
    throw validationError('At least one element of the metrics list must be a metric.');
  if (new Set(periods).size > 1) throw validationError('All metrics of an alarm must have the same period.');
  return { queries, watched: watched.id, periodSeconds: periods[0] ?? 60 };
}

/** The members that answers repeat as they were given. */
export function readGivenWatch(input: PutMetricAlarmInput): GivenWatch {
  const members: readonly (keyof GivenWatch)[] = [
    ...METRIC_MEMBERS,
    ...(['EvaluationPeriods', 'DatapointsToAlarm', 'Threshold', 'ComparisonOperator'] as const),
    ...(['TreatMissingData', 'EvaluateLowSampleCountPercentile', 'Metrics'] as const),
  ];
  const given = members.filter((member) => input[member] !== undefined);
  return Object.fromEntries(given.map((member) => [member, input[member]]));
}
