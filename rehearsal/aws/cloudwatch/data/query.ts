import type { MetricDataQuery, StandardUnit } from '@aws-sdk/client-cloudwatch';
import { notImplemented } from '../../kernel/errors.ts';
import { missingParameter, validationError } from '../errors.ts';
import { compute, type TimeSeries } from '../math/compute.ts';
import { type Expression, parseExpression } from '../math/expression.ts';
import { type Datapoint, gather } from '../metrics/datapoints.ts';
import { type MetricName, metricName } from '../metrics/metric-name.ts';
import { parseStatistic, type Statistic } from '../metrics/statistic.ts';
import type { MetricStore } from '../metrics/store.ts';
import { checkDimensions } from './check-dimensions.ts';
import { checkPeriod, type Span } from './period.ts';

/** One query, checked. */
export type Query = MetricQuery | ExpressionQuery;

export interface MetricQuery {
  readonly kind: 'metric';
  readonly id: string;
  readonly label: string;
  readonly returnsData: boolean;
  readonly metric: MetricName;
  readonly periodSeconds: number;
  readonly statistic: Statistic;
  readonly unit: StandardUnit | undefined;
}

interface ExpressionQuery {
  readonly kind: 'expression';
  readonly id: string;
  readonly label: string;
  readonly returnsData: boolean;
  readonly expression: Expression;
}

/** @throws AwsError for queries that AWS refuses, and NotImplemented for kinds that exist there only */
export function readQueries(queries: readonly MetricDataQuery[], account: string): Query[] {
  const read = queries.map((query, index) =>
    readQuery(query, `MetricDataQueries.member.${index + 1}`, account),
  );
  if (new Set(read.map(({ id }) => id)).size < read.length) {
    throw validationError('The values for parameter id in MetricDataQueries are not unique.');
  }
  return read;
}

function readQuery(query: MetricDataQuery, member: string, account: string): Query {
  const { Id = '', Label, ReturnData = true, Expression: text, MetricStat, AccountId } = query;
  if (!/^[a-z]\w*$/.test(Id)) {
    throw validationError(
      `The value ${Id} for parameter ${member}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    );
  }
  if (AccountId !== undefined && AccountId !== account) throw notImplemented('metrics of other accounts');
  if ((text === undefined) === (MetricStat === undefined)) {
    throw validationError(
      `Exactly one of the parameters ${member}.Expression and ${member}.MetricStat must be specified.`,
    );
  }
  const base = { id: Id, returnsData: ReturnData };
  if (text !== undefined) {
    if (/^\s*SELECT\s/i.test(text)) throw notImplemented('Metrics Insights queries');
    return { ...base, kind: 'expression', label: Label ?? Id, expression: parseExpression(text) };
  }
  const { Metric = {}, Period, Stat = '', Unit } = MetricStat ?? {};
  const { Namespace, MetricName: name, Dimensions = [] } = Metric;
  if (!Namespace) throw missingParameter(`${member}.MetricStat.Metric.Namespace`);
  if (!name) throw missingParameter(`${member}.MetricStat.Metric.MetricName`);
  checkDimensions(Dimensions, `${member}.MetricStat.Metric.Dimensions`);
  return {
    ...base,
    kind: 'metric',
    label: Label ?? name,
    metric: metricName(Namespace, name, Dimensions),
    periodSeconds: checkPeriod(Period, `${member}.MetricStat.Period`),
    statistic: parseStatistic(Stat),
    unit: Unit,
  };
}

/** The periods of a metric that have data. */
export function readDatapoints(store: MetricStore, query: MetricQuery, { from, to }: Span): Datapoint[] {
  const buckets = store
    .read(query.metric, from, to)
    .filter(({ unit }) => query.unit === undefined || unit === query.unit);
  return gather(buckets, from, query.periodSeconds * 1000);
}

/**
 * Answers all queries; expressions may name metrics and expressions in any order.
 * @param spanOf the time to look at, which depends on the period
 * @throws AwsError for expressions that go round in circles or name nothing
 */
export function answerQueries(
  store: MetricStore,
  queries: readonly Query[],
  spanOf: (periodSeconds: number) => Span,
): Map<string, TimeSeries> {
  const period = Math.max(1, ...queries.map((query) => (query.kind === 'metric' ? query.periodSeconds : 1)));
  const periods = listPeriods(spanOf(period), period * 1000);
  const series = new Map<string, TimeSeries>();
  for (const query of queries) {
    if (query.kind !== 'metric') continue;
    const points = readDatapoints(store, query, spanOf(query.periodSeconds)).flatMap((point) => {
      const value = query.statistic(point.distribution);
      return value === undefined ? [] : [[point.start, value] as const];
    });
    series.set(query.id, new Map(points));
  }
  for (const query of inOrder(queries)) {
    series.set(query.id, compute(query.expression, { series, periods }));
  }
  return series;
}

function listPeriods({ from, to }: Span, length: number): number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil((to - from) / length)) },
    (_, index) => from + index * length,
  );
}

/** Expressions, each after those it names. */
function inOrder(queries: readonly Query[]): ExpressionQuery[] {
  const waiting = queries.filter((query) => query.kind === 'expression');
  const ordered: ExpressionQuery[] = [];
  while (waiting.length > 0) {
    const index = waiting.findIndex(
      (query) => !namesIn(query.expression).some((name) => waiting.some(({ id }) => id === name)),
    );
    const [next] = waiting.splice(index, index < 0 ? 0 : 1);
    if (!next) throw validationError('Circular reference between expressions.');
    ordered.push(next);
  }
  return ordered;
}

function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'name':
      return [expression.name];
    case 'array':
      return expression.items.flatMap(namesIn);
    case 'negate':
      return namesIn(expression.of);
    case 'operation':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    case 'call':
      return expression.parameters.flatMap(namesIn);
  }
}
