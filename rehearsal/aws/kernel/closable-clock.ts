import type { Clock } from '../../../lib/action/clock.ts';

/** A clock whose timers can all be called off together; after that it calls back no more. */
export interface ClosableClock extends Clock {
  close(): void;
}

export function createClosableClock(clock: Clock): ClosableClock {
  const pending = new Set<() => void>();
  let isClosed = false;
  return {
    now: () => clock.now(),
    after(milliseconds, callback) {
      if (isClosed) return () => {};
      const cancel = clock.after(milliseconds, () => {
        pending.delete(callOff);
        callback();
      });
      const callOff = () => {
        pending.delete(callOff);
        cancel();
      };
      pending.add(callOff);
      return callOff;
    },
    close() {
      isClosed = true;
      for (const callOff of [...pending]) callOff();
    },
  };
}
