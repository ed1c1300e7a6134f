import { notImplemented } from '../../kernel/errors.ts';
import { validationError } from '../errors.ts';
import type { Distribution } from './distribution.ts';

/** Takes one number out of a distribution; undefined when it cannot be known. */
export type Statistic = (distribution: Distribution) => number | undefined;

const SIMPLE: Readonly<Record<string, Statistic>> = {
  SampleCount: ({ sampleCount }) => sampleCount,
  Sum: ({ sum }) => sum,
  Average: ({ sum, sampleCount }) => sum / sampleCount,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};

/** Trimmed and winsorised statistics, which exist on AWS. */
const EXTENDED = /^(tm|tc|ts|wm)\d+(\.\d+)?$|^(TM|TC|TS|WM|PR)\(.*\)$|^IQM$/;

/**
 * @param name `Average`, `p99.9`
 * @throws AwsError for a statistic that AWS does not have, or that is not implemented here
 */
export function parseStatistic(name: string): Statistic {
  const simple = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined;
  if (simple) return simple;
  const percentile = /^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(name)?.[1];
  if (percentile !== undefined && Number(percentile) <= 100) {
    return (distribution) => percentileOf(distribution, Number(percentile));
  }
  if (EXTENDED.test(name)) throw notImplemented(`the statistic ${name}`);
  throw validationError(`The value ${name} for parameter Stat is invalid.`);
}

/** The smallest value that at least so many percent of the samples do not exceed; unknown among negative values. */
function percentileOf({ values, minimum, sampleCount }: Distribution, percent: number): number | undefined {
  if (!values || minimum < 0) return undefined;
  const wanted = Math.max(1, Math.ceil((percent / 100) * sampleCount - 1e-9));
  let seen = 0;
  for (const [value, count] of [...values].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= wanted) return value;
  }
  return undefined;
}
