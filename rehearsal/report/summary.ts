import type { FailureSample } from '../traffic/tally.ts';
import type { ApiCall, Rehearsal, ReleaseRecord, Verdict } from './model.ts';

/** What `report.json` holds. */
export interface Summary {
  readonly requests: {
    readonly total: number;
    readonly failed: number;
    /** Failed requests of which the client kept no sample, so that no release can be named for them. */
    readonly notAttributed: number;
  };
  readonly releases: readonly ReleaseSummary[];
}

export interface ReleaseSummary {
  readonly version: string;
  readonly verdict: Verdict;
  readonly secondsToHealthy: number | null;
  readonly secondsToShift: number | null;
  readonly secondsToRollback: number | null;
  /** Counted requests that were sent from its begin to the begin of the next release, and failed. */
  readonly failedRequests: number;
  /** From its begin to its end. */
  readonly apiCalls: Readonly<Record<string, number>>;
}

export function summarizeRehearsal({ traffic: { totals }, releases, calls }: Rehearsal): Summary {
  return {
    requests: { total: totals.total, failed: totals.failed, notAttributed: totals.samplesLeftOut },
    releases: releases.map((release, index) => ({
      version: release.version,
      verdict: release.verdict,
      secondsToHealthy: release.secondsToHealthy,
      secondsToShift: release.secondsToShift,
      secondsToRollback: release.secondsToRollback,
      failedRequests: countFailures(totals.samples, releases, index),
      apiCalls: countCalls(calls, release),
    })),
  };
}

/** Every failure belongs to a release: the first one's also has what came before it, the last one's what came after. */
function countFailures(
  samples: readonly FailureSample[],
  releases: readonly ReleaseRecord[],
  index: number,
): number {
  const from = index === 0 ? Number.NEGATIVE_INFINITY : (releases[index]?.from ?? 0);
  const to = releases[index + 1]?.from ?? Number.POSITIVE_INFINITY;
  return samples.filter(({ at }) => at >= from && at < to).length;
}

function countCalls(calls: readonly ApiCall[], { from, to }: ReleaseRecord): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { at, operation } of calls) {
    if (at >= from && at <= to) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
