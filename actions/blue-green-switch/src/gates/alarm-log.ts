import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';

/** From this moment on the alarm had this state. */
export interface AlarmReading {
  /** When that was seen, milliseconds since the epoch. */
  readonly at: number;
  readonly name: string;
  /** As CloudWatch spells it; `DELETED` when there is no such alarm any more. */
  readonly state: string;
}

/** Adds what one look at the alarms showed, where it is not what the look before did. */
export function noteAlarms(
  log: AlarmReading[],
  at: number,
  names: readonly string[],
  found: readonly Alarm[],
): void {
  for (const name of names) {
    const state = found.find((alarm) => alarm.name === name)?.state ?? 'DELETED';
    const before = log.findLast((reading) => reading.name === name);
    if (before?.state !== state) log.push({ at, name, state });
  }
}
