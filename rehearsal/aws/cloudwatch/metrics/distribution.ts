/** What is known of the values of one metric in a stretch of time. */
export interface Distribution {
  sampleCount: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** How often each value occurred; absent when only a statistic set came, which tells no percentiles. */
  values: Map<number, number> | undefined;
}

/** So many different values are kept as they are; beyond that they are rounded to three significant digits. */
const EXACT_VALUES = 500;

export function emptyDistribution(): Distribution {
  return { sampleCount: 0, sum: 0, minimum: Infinity, maximum: -Infinity, values: new Map() };
}

export function addValue(distribution: Distribution, value: number, count = 1): void {
  distribution.sampleCount += count;
  distribution.sum += value * count;
  distribution.minimum = Math.min(distribution.minimum, value);
  distribution.maximum = Math.max(distribution.maximum, value);
  const { values } = distribution;
  if (!values) return;
  const isNew = !values.has(value);
  const kept = isNew && values.size >= EXACT_VALUES ? Number(value.toPrecision(3)) : value;
  values.set(kept, (values.get(kept) ?? 0) + count);
}

export interface StatisticSet {
  readonly sampleCount: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** A set whose samples are all equal says as much as the samples; any other hides them. */
export function addStatisticSet(distribution: Distribution, set: StatisticSet): void {
  if (set.minimum === set.maximum && set.sum === set.minimum * set.sampleCount) {
    addValue(distribution, set.minimum, set.sampleCount);
    return;
  }
  distribution.sampleCount += set.sampleCount;
  distribution.sum += set.sum;
  distribution.minimum = Math.min(distribution.minimum, set.minimum);
  distribution.maximum = Math.max(distribution.maximum, set.maximum);
  distribution.values = undefined;
}

export function merge(into: Distribution, from: Distribution): void {
  if (!from.values) {
    if (from.sampleCount > 0) addStatisticSet(into, from);
    return;
  }
  for (const [value, count] of from.values) addValue(into, value, count);
}
