import type { SchedulerPorts } from './turn.ts';

/** When a service's scheduler has its turns. */
export interface TurnTimer {
  /** Makes sure of a turn: the first one after `at` (milliseconds since the epoch, now by default), or an earlier one. */
  wake(at?: number): void;
}

/** Turns are a whole number of intervals apart, from a random moment on; without a wake there are none. */
export function createTurnTimer(
  { clock, random, settings }: Pick<SchedulerPorts, 'clock' | 'random' | 'settings'>,
  takeTurn: () => void,
): TurnTimer {
  const interval = settings.schedulerInterval;
  const phase = clock.now() - random.below(interval);
  let turnAt = Number.POSITIVE_INFINITY;
  let callOff = () => {};
  return {
    wake(at = clock.now()) {
      const turns = Math.floor((Math.max(at, clock.now()) - phase) / interval) + 1;
      const wantedAt = phase + turns * interval;
      if (wantedAt >= turnAt) return;
      callOff();
      turnAt = wantedAt;
      callOff = clock.after(turnAt - clock.now(), () => {
        turnAt = Number.POSITIVE_INFINITY;
        takeTurn();
      });
    },
  };
}
