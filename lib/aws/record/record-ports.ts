import type { Clock, Stopwatch } from '../../action/clock.ts';
import type { Log } from '../../action/log.ts';
import type { Random } from '../../action/random.ts';
import type { ParameterPorts } from './parameters.ts';

/** What reading and writing a target's record needs. */
export interface RecordPorts extends ParameterPorts {
  readonly clock: Clock;
  readonly stopwatch: Stopwatch;
  readonly random: Random;
  readonly log: Log;
}
