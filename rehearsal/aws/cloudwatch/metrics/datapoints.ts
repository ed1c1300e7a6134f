import { type Distribution, emptyDistribution, merge } from './distribution.ts';
import type { Bucket } from './store.ts';

/** One period of a metric in which there is data. */
export interface Datapoint {
  /** Milliseconds since the epoch at which the period begins. */
  readonly start: number;
  readonly distribution: Distribution;
}

/**
 * Gathers buckets into periods, the first of which begins at `from`.
 * @param period milliseconds
 * @returns the periods with data, oldest first
 */
export function gather(buckets: readonly Bucket[], from: number, period: number): Datapoint[] {
  const periods = new Map<number, Distribution>();
  for (const { start, distribution } of buckets) {
    const begin = from + Math.floor((start - from) / period) * period;
    const gathered = periods.get(begin) ?? emptyDistribution();
    merge(gathered, distribution);
    periods.set(begin, gathered);
  }
  return [...periods]
    .map(([start, distribution]) => ({ start, distribution }))
    .sort((a, b) => a.start - b.start);
}
