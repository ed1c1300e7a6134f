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
  /** Whether the last look decides nothing, as one that was bad, though not bad enough: then a watch goes on beyond its end. */
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

/** A gate under watch, and when its next look is due. */
interface Watched {
  readonly gate: Gate;
  dueAt: number;
}

/**
 * Watches every gate at its own pace for the given time, and all of them longer where the last look at one leaves it
 * open: it may be long until that is decided. The first that fails ends the watch.
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
  const from = clock.now();
  const end = from + milliseconds;
  const { promise: ended, resolve: settle, reject } = Promise.withResolvers<GateFailure | undefined>();
  const watched = gates.map((gate): Watched => ({ gate, dueAt: from }));
  const isOpen = () => gates.some((gate) => gate.isUndecided?.());

  async function look(one: Watched, isEnoughNow: () => boolean): Promise<void> {
    const { gate } = one;
    const wait = one.dueAt - clock.now();
    if (wait > 0) await sleep(clock, wait, watch);
    const cause = await gate.check(watch);
    if (cause !== undefined) settle({ gate: gate.name, cause, at: clock.now() });
    else if (isEnoughNow()) settle(undefined);
    one.dueAt = clock.now() + gate.interval;
  }

  async function lookUntilEnd(one: Watched): Promise<void> {
    while (one.dueAt < end && !watch.aborted) await look(one, isEnough);
  }

  async function lookWhileOpen(one: Watched): Promise<void> {
    while (!watch.aborted) await look(one, () => !isOpen());
  }

  async function lookAtAll(): Promise<void> {
    await Promise.all([sleep(clock, milliseconds, watch), ...watched.map(lookUntilEnd)]);
    if (isOpen()) await Promise.all(watched.map(lookWhileOpen));
  }

  try {
    lookAtAll().then(() => settle(undefined), reject);
    return await ended;
  } finally {
    over.abort();
  }
}
