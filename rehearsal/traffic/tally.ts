import { type Counter, type Counts, createCounter } from './counts.ts';
import { describeFailure, type FinishedRequest, isGood, type RequestKind } from './outcome.ts';

/** What was sent in one second, however long the answers took. */
export interface SecondCounts extends Counts {
  /** When the second began, in milliseconds since the epoch. */
  readonly at: number;
}

/** A request that failed. */
export interface FailureSample {
  /** When it was sent, in milliseconds since the epoch. */
  readonly at: number;
  readonly kind: RequestKind;
  readonly milliseconds: number;
  readonly reason: string;
  /** The version that answered, if one did. */
  readonly version?: string;
}

/** All requests sent since the mark, or since the start when there was none. */
export interface TrafficTotals extends Counts {
  readonly countedFrom: number;
  readonly byKind: Readonly<Record<RequestKind, Counts>>;
  readonly samples: readonly FailureSample[];
  /** Failed requests beyond those in `samples`. */
  readonly samplesLeftOut: number;
}

/** Counts requests by the second in which they were sent. */
export interface Tally {
  /** A request is sent now. */
  begin(startedAt: number): void;
  end(request: FinishedRequest): void;
  /** Totals and samples begin anew with what is sent at this moment or later; seconds go on as they are. */
  countFrom(at: number): void;
  /** Hands on the seconds that are left, in which requests may still be open. */
  close(): void;
  readTotals(): TrafficTotals;
}

/** More than any rehearsal should lose; keeps the memory bounded when everything fails. */
const SAMPLE_LIMIT = 10_000;
const SECOND = 1000;

/**
 * @param startedAt when counting begins, in milliseconds since the epoch
 * @param onSecond called once for each second, in order, when it is over and all its requests have ended
 */
export function createTally(startedAt: number, onSecond: (second: SecondCounts) => void): Tally {
  const seconds = createSeconds(onSecond);
  let totals = createTotals(startedAt);

  return {
    begin: seconds.begin,
    end(request) {
      seconds.end(request);
      totals.add(request);
    },
    countFrom(at) {
      totals = createTotals(at);
    },
    close: seconds.close,
    readTotals: () => totals.read(),
  };
}

interface OpenSecond {
  readonly counter: Counter;
  pending: number;
}

function createSeconds(onSecond: (second: SecondCounts) => void) {
  // A map keeps the order in which seconds began.
  const open = new Map<number, OpenSecond>();

  function begin(startedAt: number): void {
    const at = startOfSecond(startedAt);
    const second = open.get(at) ?? { counter: createCounter(), pending: 0 };
    second.pending += 1;
    open.set(at, second);
    handOn(at);
  }

  function end(request: FinishedRequest): void {
    const second = open.get(startOfSecond(request.startedAt));
    if (!second) throw new Error(`No request was begun at ${request.startedAt}.`);
    second.pending -= 1;
    second.counter.add(request);
    handOn(startOfSecond(request.startedAt + request.milliseconds));
  }

  /** Everything before the given second is over. */
  function handOn(current: number): void {
    for (const [at, { counter, pending }] of open) {
      if (at >= current || pending > 0) return;
      open.delete(at);
      onSecond({ at, ...counter.read() });
    }
  }

  function close(): void {
    for (const [at, { counter }] of open) onSecond({ at, ...counter.read() });
    open.clear();
  }

  return { begin, end, close };
}

function createTotals(countedFrom: number) {
  const all = createCounter();
  const byKind = { 'keep-alive': createCounter(), fresh: createCounter(), post: createCounter() };
  const samples: FailureSample[] = [];

  return {
    add(request: FinishedRequest): void {
      if (request.startedAt < countedFrom) return;
      all.add(request);
      byKind[request.kind].add(request);
      if (!isGood(request.outcome) && samples.length < SAMPLE_LIMIT) samples.push(describeSample(request));
    },
    read(): TrafficTotals {
      const counts = all.read();
      return {
        countedFrom,
        ...counts,
        byKind: {
          'keep-alive': byKind['keep-alive'].read(),
          fresh: byKind.fresh.read(),
          post: byKind.post.read(),
        },
        samples,
        samplesLeftOut: counts.failed - samples.length,
      };
    },
  };
}

function describeSample({ startedAt, kind, milliseconds, outcome }: FinishedRequest): FailureSample {
  const version = 'version' in outcome ? outcome.version : undefined;
  const sample = { at: startedAt, kind, milliseconds, reason: describeFailure(outcome) };
  return version === undefined ? sample : { ...sample, version };
}

function startOfSecond(at: number): number {
  return Math.floor(at / SECOND) * SECOND;
}
