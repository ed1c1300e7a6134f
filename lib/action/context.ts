import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** What every run gets from its surroundings, on a runner or in a simulation. */
export interface RunContext {
  readonly clock: Clock;
  readonly log: Log;
  /** Aborts when the job is cancelled, with the reason to show. */
  readonly signal: AbortSignal;
}
