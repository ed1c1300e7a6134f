import type { GetMetricDataInput, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../../../lib/action/clock.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import type { Operation } from '../../kernel/service.ts';
import { invalidNextToken, validationError } from '../errors.ts';
import type { TimeSeries } from '../math/compute.ts';
import type { Place, Region } from '../state.ts';
import { readTimes, spanOf } from './period.ts';
import { answerQueries, readQueries } from './query.ts';

const QUERIES_LIMIT = 500;
const DATAPOINTS_LIMIT = 100_800;
const OLDEST = 455 * 86_400_000;
const NEWEST = 7_200_000;

export function createGetMetricData({
  clock,
  regionOf,
}: {
  readonly clock: Clock;
  readonly regionOf: (place: Place) => Region;
}): Operation {
  return (input: GetMetricDataInput, call) => {
    const given = input.MetricDataQueries ?? [];
    if (given.length === 0) throw validationError('The parameter MetricDataQueries is required.');
    if (given.length > QUERIES_LIMIT) {
      throw validationError(
        `The collection MetricDataQueries must not have a size greater than ${QUERIES_LIMIT}.`,
      );
    }
    const limit = readLimit(input.MaxDatapoints);
    refuseGiven('GetMetricData', input, ['LabelOptions']);
    const { start, end } = readTimes(input);
    const queries = readQueries(given, call.account);
    const now = clock.now();
    // Nothing is kept longer, and nothing lies further ahead.
    const asked = { start: Math.max(start, now - OLDEST), end: Math.min(end, now + NEWEST) };
    const answers = answerQueries(regionOf(call).metrics, queries, (period) => spanOf(asked, now, period));
    const order = input.ScanBy === 'TimestampAscending' ? 1 : -1;
    const results = queries
      .filter(({ returnsData }) => returnsData)
      .map(({ id, label }) => ({ id, label, points: sorted(answers.get(id), order) }));
    return takePoints(results, readToken(input.NextToken), limit);
  };
}

function readLimit(datapoints = DATAPOINTS_LIMIT): number {
  if (datapoints >= 1 && datapoints <= DATAPOINTS_LIMIT) return datapoints;
  throw validationError(`MaxDatapoints must be between 1 and ${DATAPOINTS_LIMIT}.`);
}

type Point = readonly [time: number, value: number];

function sorted(series: TimeSeries | undefined, order: 1 | -1): Point[] {
  return [...(series ?? [])].sort(([a], [b]) => (a - b) * order);
}

interface Result {
  readonly id: string;
  readonly label: string;
  readonly points: readonly Point[];
}

/** The datapoints from `skipped` on, counted through all results, `limit` of them at most. */
function takePoints(results: readonly Result[], skipped: number, limit: number) {
  let before = 0;
  const end = skipped + limit;
  const shown = results.map(({ id, label, points }): MetricDataResult => {
    const page = points.slice(Math.max(0, skipped - before), Math.max(0, end - before));
    before += points.length;
    return {
      Id: id,
      Label: label,
      Timestamps: page.map(([time]) => new Date(time)),
      Values: page.map(([, value]) => value),
      StatusCode: before <= end ? 'Complete' : 'PartialData',
    };
  });
  return {
    MetricDataResults: shown,
    Messages: [],
    ...(before > end ? { NextToken: Buffer.from(`datapoint:${end}`).toString('base64') } : {}),
  };
}

function readToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const position = /^datapoint:(\d+)$/.exec(Buffer.from(token, 'base64').toString())?.[1];
  if (position === undefined) throw invalidNextToken();
  return Number(position);
}
