/** Where all time comes from. Production passes {@link systemClock}, simulations a virtual one. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once, `milliseconds` from now; returns the function that calls it off. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Measures time that only ever goes forward, however the machine's clock is set meanwhile. */
export interface Stopwatch {
  /** Milliseconds since some moment of its own. */
  read(): number;
}

/** The machine's own. */
export const systemStopwatch: Stopwatch = { read: () => performance.now() };

/**
 * Waits on the given clock.
 * @throws the signal's reason, at once, when it aborts before the time is over
 */
export function sleep(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.after(milliseconds, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
