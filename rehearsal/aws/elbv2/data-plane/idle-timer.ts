import type { Clock } from '../../../../lib/action/clock.ts';

/** Watches for silence. */
export interface IdleTimer {
  /** Something has moved. */
  touch(): void;
  stop(): void;
}

/** Calls back once nothing has moved for `milliseconds`; moving costs no timer. */
export function startIdleTimer(clock: Clock, milliseconds: number, onIdle: () => void): IdleTimer {
  let movedAt = clock.now();
  let cancel = clock.after(milliseconds, look);

  function look(): void {
    const left = movedAt + milliseconds - clock.now();
    if (left <= 0) onIdle();
    else cancel = clock.after(left, look);
  }

  return {
    touch: () => {
      movedAt = clock.now();
    },
    stop: () => cancel(),
  };
}
