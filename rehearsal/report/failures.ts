import type { TrafficReport } from '../traffic/traffic.ts';

/** The failed requests of one second. */
export interface SecondFailures {
  readonly at: number;
  /** All requests of the second, good ones too. */
  readonly total: number;
  readonly counted: number;
  /** Sent before counting began. */
  readonly notCounted: number;
}

const SECOND = 1000;

/** Seconds with failed requests; counted ones add up to the total that the client counted. */
export function listFailures({ seconds, totals }: TrafficReport): SecondFailures[] {
  return seconds.flatMap(({ at, total, failed }) => {
    if (failed === 0) return [];
    const counted = countedOf(at, failed, totals);
    return [{ at, total, counted, notCounted: failed - counted }];
  });
}

function countedOf(at: number, failed: number, { countedFrom, samples }: TrafficReport['totals']): number {
  if (at >= countedFrom) return failed;
  // Counting began within this second or later, and samples are kept from there on only.
  return samples.filter((sample) => sample.at < at + SECOND).length;
}
