import type { Clock } from '../../../lib/action/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { Sessions } from './sessions.ts';
import type { IamSettings } from './settings.ts';
import type { IamStore } from './state.ts';

/** What IAM's operations share. */
export interface IamPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: IamStore;
  readonly sessions: Sessions;
  readonly settings: IamSettings;
}
