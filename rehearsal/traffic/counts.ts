import { type FailureKind, type FinishedRequest, isGood } from './outcome.ts';

/** Requests of a second, or of a whole run, by how they ended. */
export interface Counts {
  readonly total: number;
  readonly failed: number;
  /** Good requests by the version that answered. */
  readonly versions: Readonly<Record<string, number>>;
  /** Whole answers, by `2xx`, `4xx` and so on. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Those without a whole answer. */
  readonly failures: Readonly<Record<FailureKind, number>>;
  /** Of whole answers, of whatever status. Null when there was none. */
  readonly latency: Latency | null;
}

/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Counts while requests end. */
export interface Counter {
  add(request: FinishedRequest): void;
  read(): Counts;
}

export function createCounter(): Counter {
  const versions = new Map<string, number>();
  const statuses = new Map<string, number>();
  const failures = { incomplete: 0, reset: 0, refused: 0, timeout: 0, error: 0 };
  const latencies: number[] = [];
  let total = 0;
  let failed = 0;

  return {
    add({ outcome, milliseconds }) {
      total += 1;
      if (!isGood(outcome)) failed += 1;
      if (outcome.kind !== 'answered') {
        failures[outcome.kind] += 1;
        return;
      }
      latencies.push(milliseconds);
      increment(statuses, `${Math.floor(outcome.status / 100)}xx`);
      if (isGood(outcome)) increment(versions, outcome.version ?? 'unknown');
    },
    read: () => ({
      total,
      failed,
      versions: Object.fromEntries(versions),
      statuses: Object.fromEntries(statuses),
      failures: { ...failures },
      latency: summarizeLatencies(latencies),
    }),
  };
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function summarizeLatencies(latencies: readonly number[]): Latency | null {
  const sorted = Float64Array.from(latencies).sort();
  if (sorted.length === 0) return null;
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => round(nearestRank(sorted, share)));
  return { p50: p50 ?? 0, p99: p99 ?? 0, max: max ?? 0 };
}

/** The smallest value that at least this share of all values does not exceed. */
function nearestRank(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** Hundredths of a millisecond are noise. */
function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
