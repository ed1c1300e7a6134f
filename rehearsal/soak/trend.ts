/** A value at a moment, in milliseconds since whenever. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** How a value moved over the settled part of a run. */
export interface Trend {
  readonly mean: number;
  /** Per hour, by least squares. */
  readonly slope: number;
  /** What the slope adds up to over the settled part. */
  readonly growth: number;
}

/** In the first third every image is pulled for the first time, and the engine compiles. */
const SETTLED_FROM = 1 / 3;

const HOUR = 3_600_000;

/** Fewer samples than these tell nothing: memory grows in steps, with the first of everything. */
const LEAST_SETTLED = 10;

/** Undefined for too few samples to say anything. */
export function readTrend(samples: readonly Sample[]): Trend | undefined {
  const settled = samples.slice(Math.floor(samples.length * SETTLED_FROM));
  const [first] = settled;
  const last = settled.at(-1);
  if (!first || !last || settled.length < LEAST_SETTLED) return undefined;
  const meanOf = (read: (sample: Sample) => number) =>
    settled.reduce((sum, sample) => sum + read(sample), 0) / settled.length;
  const [at, mean] = [meanOf((sample) => sample.at), meanOf(({ value }) => value)];
  const together = meanOf((sample) => (sample.at - at) * (sample.value - mean));
  const alone = meanOf((sample) => (sample.at - at) ** 2);
  const perMillisecond = alone === 0 ? 0 : together / alone;
  return { mean, slope: perMillisecond * HOUR, growth: perMillisecond * (last.at - first.at) };
}

/** Whether so much growth is a leak: more than the noise of a collector, and more than a share of the whole. */
export function isLeak({ mean, growth }: Trend, noise: number): boolean {
  return growth > noise && growth > mean * 0.1;
}
