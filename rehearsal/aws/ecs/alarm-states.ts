import type { Place } from './state.ts';

/** What a deployment with alarms asks CloudWatch. */
export interface AlarmStates {
  /** @returns undefined when no alarm has that name there: it may be made while the deployment lasts */
  stateOf(place: Place, name: string): 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | undefined;
}
