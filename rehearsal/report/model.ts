import type { TrafficReport } from '../traffic/traffic.ts';

/** How a release ended; `lost` when its machine was. */
export type Verdict = 'released' | 'rolled-back' | 'refused' | 'lost';

/** A rehearsal as it happened. All moments are milliseconds since the epoch, by one clock. */
export interface Rehearsal {
  readonly title: string;
  /** Short facts under the title: the runtime, the rate, the seed. */
  readonly facts: readonly string[];
  readonly traffic: TrafficReport;
  /** In the order in which they began. */
  readonly releases: readonly ReleaseRecord[];
  /** What the production rules said, each time it changed. */
  readonly weights: readonly WeightReading[];
  /** Every API call that reached AWS. */
  readonly calls: readonly ApiCall[];
  /** What is worth a line across the picture: a failed gate, a rollback's last write. */
  readonly moments: readonly Moment[];
}

export interface ReleaseRecord {
  /** The version, or what else the run did. */
  readonly version: string;
  readonly verdict: Verdict;
  readonly from: number;
  readonly to: number;
  readonly phases: readonly Phase[];
  /** One line: why it was not released. */
  readonly cause?: string;
  /** Null where the release did not get so far. */
  readonly secondsToHealthy: number | null;
  readonly secondsToShift: number | null;
  readonly secondsToRollback: number | null;
}

export interface Phase {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export interface WeightReading {
  readonly at: number;
  /** By the name of the slot; they need not add up to 100. */
  readonly weights: Readonly<Record<string, number>>;
}

export interface ApiCall {
  readonly at: number;
  readonly operation: string;
}

export interface Moment {
  readonly at: number;
  readonly label: string;
}

/** From the first thing that happened to the end of the last one. */
export function extentOf({ traffic, releases }: Rehearsal): { readonly from: number; readonly to: number } {
  const moments = [
    ...traffic.seconds.flatMap(({ at }) => [at, at + 1000]),
    ...releases.flatMap(({ from, to }) => [from, to]),
  ];
  if (moments.length === 0) return { from: traffic.totals.countedFrom, to: traffic.totals.countedFrom };
  return moments.reduce((extent, at) => ({ from: Math.min(extent.from, at), to: Math.max(extent.to, at) }), {
    from: Number.POSITIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
  });
}
