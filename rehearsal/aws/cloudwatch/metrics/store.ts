import type { StandardUnit } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../../../lib/action/clock.ts';
import { type Distribution, emptyDistribution, merge } from './distribution.ts';
import { type MetricName, metricKey } from './metric-name.ts';

/** What a metric's values came to in the time from `start`, in milliseconds since the epoch, on. */
export interface Bucket {
  readonly start: number;
  readonly unit: StandardUnit;
  readonly distribution: Distribution;
  /** Nobody can read it before. */
  readonly visibleAt: number;
}

export interface Series {
  readonly metric: MetricName;
  /** When its first data could be read. */
  readonly firstAt: number;
  /** Time of the newest data. */
  lastAt: number;
  /** By start. */
  buckets: Bucket[];
  /** When data was last folded together. */
  foldedAt: number;
}

export interface Put {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly unit: StandardUnit;
  /** Length of the bucket that the data goes to: 1 or 60 seconds. */
  readonly resolutionSeconds: 1 | 60;
  readonly visibleAt: number;
  readonly distribution: Distribution;
}

/** The metrics of one account in one region. */
export interface MetricStore {
  put(metric: MetricName, put: Put): void;
  /** What can be read now of a metric between two moments, the second excluded, oldest first. */
  read(metric: MetricName, from: number, to: number): readonly Bucket[];
  list(): readonly Series[];
}

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** After so long, data is kept in buckets of this length only; after the last, not at all. */
const RETENTION = [
  { after: 3 * HOUR, bucket: 60 * SECOND },
  { after: 15 * DAY, bucket: 300 * SECOND },
  { after: 63 * DAY, bucket: HOUR },
] as const;
const FORGOTTEN_AFTER = 455 * DAY;

export function createMetricStore(clock: Clock): MetricStore {
  const series = new Map<string, Series>();

  function seriesOf(metric: MetricName, firstAt: number): Series {
    const key = metricKey(metric);
    const known = series.get(key);
    if (known) return known;
    const now = clock.now();
    const made: Series = { metric, firstAt, lastAt: now, buckets: [], foldedAt: now };
    series.set(key, made);
    return made;
  }

  return {
    put(metric, put) {
      const target = seriesOf(metric, put.visibleAt);
      target.lastAt = Math.max(target.lastAt, put.at);
      addTo(target, put);
      if (clock.now() - target.foldedAt >= HOUR) fold(target, clock.now());
    },
    read(metric, from, to) {
      const buckets = series.get(metricKey(metric))?.buckets ?? [];
      const now = clock.now();
      return buckets
        .slice(firstFrom(buckets, from), firstFrom(buckets, to))
        .filter(({ visibleAt }) => visibleAt <= now);
    },
    list: () => [...series.values()],
  };
}

function addTo(target: Series, { at, unit, resolutionSeconds, visibleAt, distribution }: Put): void {
  const start = floorTo(at, resolutionSeconds * SECOND);
  const index = firstFrom(target.buckets, start);
  for (let next = index; target.buckets[next]?.start === start; next += 1) {
    const bucket = target.buckets[next];
    if (bucket?.unit !== unit) continue;
    merge(bucket.distribution, distribution);
    return;
  }
  const fresh = emptyDistribution();
  merge(fresh, distribution);
  target.buckets.splice(index, 0, { start, unit, visibleAt, distribution: fresh });
}

/** Index of the first bucket that starts at the moment or later. */
function firstFrom(buckets: readonly Bucket[], moment: number): number {
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle]?.start ?? Infinity) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts old data into longer buckets, as CloudWatch's retention does. */
function fold(target: Series, now: number): void {
  const old = target.buckets;
  target.buckets = [];
  target.foldedAt = now;
  for (const bucket of old) {
    const age = now - bucket.start;
    if (age >= FORGOTTEN_AFTER) continue;
    const length = RETENTION.findLast(({ after }) => age >= after)?.bucket ?? SECOND;
    const start = floorTo(bucket.start, length);
    const last = target.buckets.at(-1);
    if (length > SECOND && last?.start === start && last.unit === bucket.unit) {
      merge(last.distribution, bucket.distribution);
    } else {
      target.buckets.push({ ...bucket, start });
    }
  }
}

export function floorTo(moment: number, length: number): number {
  return Math.floor(moment / length) * length;
}
