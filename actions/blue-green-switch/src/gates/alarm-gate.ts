import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';
import type { Gate } from './gates.ts';
import { describeStates, judgeAlarms } from './judge-alarms.ts';

/** Milliseconds between two looks. CloudWatch evaluates alarms once a minute, those with short periods every 10 s. */
const INTERVAL = 10_000;

export interface AlarmGate extends Gate {
  /** Names of the alarms that had no data at the last look; all of them before the first. */
  withoutData(): readonly string[];
}

/** A gate that fails when an alarm goes into ALARM, or is deleted. One without data does not fail it. */
export function createAlarmGate(names: readonly string[], read: () => Promise<readonly Alarm[]>): AlarmGate {
  let last = names;
  let states = '';
  return {
    name: 'alarms',
    interval: INTERVAL,
    withoutData: () => last,
    async check() {
      const found = await read();
      const { cause, withoutData } = judgeAlarms(names, found);
      last = withoutData;
      states = describeStates(names, found);
      return cause;
    },
    saw: () => states,
  };
}
