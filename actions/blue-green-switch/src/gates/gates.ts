import { type Clock, sleep } from '../../../../lib/action/clock.ts';

/** Something that must stay true while traffic moves and afterwards. */
export interface Gate {
  readonly name: string;
  /** Milliseconds between two looks. */
  readonly interval: number;
  /** Looks once; says why the gate has failed, or undefined while it holds. */
  check(signal: AbortSignal): Promise<string | undefined>;
  /** What the last look showed, in a few words. */
  saw(): string;
  /** Whether the last look was bad, though not yet bad enough: such a gate is looked at beyond the end of a watch. */
  isUndecided?(): boolean;
}

export interface GateFailure {
  readonly gate: string;
  readonly cause: string;
  /** When the failed gate decided, milliseconds since the epoch. */
  readonly at: number;
}

/** How a watch is done. */
export interface WatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Asked after each look: true ends the watch before its time is over. */
  readonly isEnough?: () => boolean;
}

/**
 * Watches every gate at its own pace for the given time, and longer where the last look leaves it open. The first that
 * fails ends the watch.
 * @returns the failure, or undefined when all held to the end
 * @throws the signal's reason when the run is cancelled, or what a check throws
 */
export async function watchGates(
  gates: readonly Gate[],
  milliseconds: number,
  { clock, signal, isEnough = () => false }: WatchOptions,
): Promise<GateFailure | undefined> {
  const over = new AbortController();
  const watch = AbortSignal.any([signal, over.signal]);
  const end = clock.now() + milliseconds;
  const { promise: ended, resolve: settle, reject } = Promise.withResolvers<GateFailure | undefined>();

  async function follow(gate: Gate): Promise<void> {
    while (clock.now() < end || gate.isUndecided?.()) {
      const cause = await gate.check(watch);
      if (cause !== undefined) return settle({ gate: gate.name, cause, at: clock.now() });
      if (isEnough()) return settle(undefined);
      const left = gate.isUndecided?.() ? Number.POSITIVE_INFINITY : Math.max(0, end - clock.now());
      await sleep(clock, Math.min(gate.interval, left), watch);
    }
  }

  try {
    const all = Promise.all([sleep(clock, milliseconds, watch), ...gates.map(follow)]);
    all.then(() => settle(undefined), reject);
    return await ended;
  } finally {
    over.abort();
  }
}
