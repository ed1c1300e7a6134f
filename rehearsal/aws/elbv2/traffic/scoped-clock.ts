import type { Clock } from '../../../../lib/action/clock.ts';

/** A clock whose pending callbacks can all be called off at once. */
export interface ScopedClock extends Clock {
  cancelAll(): void;
}

/** Keeps account of what is pending on `clock`, so that nothing outlives whoever asked for it. */
export function createScopedClock(clock: Clock): ScopedClock {
  const pending = new Set<() => void>();
  return {
    now: () => clock.now(),
    after(milliseconds, callback) {
      const cancelTimer = clock.after(milliseconds, () => {
        pending.delete(cancel);
        callback();
      });
      const cancel = () => {
        pending.delete(cancel);
        cancelTimer();
      };
      pending.add(cancel);
      return cancel;
    },
    cancelAll() {
      for (const cancel of [...pending]) cancel();
    },
  };
}
