import { expect, test } from '@jest/globals';
import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';
import { type AlarmReading, noteAlarms } from './alarm-log.ts';
import { type GateRecord, noteLook, recordLooks } from './gate-log.ts';
import type { Gate } from './gates.ts';

const never = new AbortController().signal;

/** A gate that sees this, look by look, and fails where it is bad. */
function createGate(name: string, sights: string[]): Gate {
  let saw = '';
  return {
    ...{ name, interval: 1_000, saw: () => saw },
    async check() {
      saw = sights.shift() ?? '';
      return saw === 'bad' ? `${name} is bad` : undefined;
    },
  };
}

test('every look is counted, and told where it shows something else than the one before', async () => {
  const log: GateRecord[] = [];
  let now = 0;
  const gate = recordLooks(createGate('targets', ['good', 'good', 'so-so', 'good', 'bad']), log, {
    now: () => now,
  });
  const causes: (string | undefined)[] = [];
  for (; now < 5_000; now += 1_000) causes.push(await gate.check(never));
  expect(causes).toEqual([undefined, undefined, undefined, undefined, 'targets is bad']);
  expect(log).toEqual([
    {
      gate: 'targets',
      looks: 5,
      readings: [
        { at: 0, saw: 'good' },
        { at: 2_000, saw: 'so-so' },
        { at: 3_000, saw: 'good' },
        { at: 4_000, saw: 'bad' },
      ],
      failure: { at: 4_000, cause: 'targets is bad' },
    },
  ]);
});

test('a look that was called off, or broke, has seen nothing', async () => {
  const log: GateRecord[] = [];
  const clock = { now: () => 0 };
  await recordLooks(createGate('probe', ['bad']), log, clock).check(AbortSignal.abort());
  const broken: Gate = { ...createGate('broken', []), check: () => Promise.reject(new Error('denied')) };
  await expect(recordLooks(broken, log, clock).check(never)).rejects.toThrow('denied');
  expect(log).toEqual([]);
});

test('a gate whose pace changes keeps changing it', () => {
  let interval = 1_000;
  const paced: Gate = {
    ...createGate('probe', []),
    get interval() {
      return interval;
    },
  };
  const gate = recordLooks(paced, [], { now: () => 0 });
  interval = 60_000;
  expect(gate.interval).toBe(60_000);
});

test('gates of one name share a record: a second watch goes on with the first one’s', () => {
  const log: GateRecord[] = [];
  for (const at of [1, 2]) noteLook(log, { gate: 'lease', at, saw: 'held', cause: undefined });
  expect(log).toEqual([{ gate: 'lease', looks: 2, readings: [{ at: 1, saw: 'held' }] }]);
});

test('of an alarm every change of its state is told, its deletion too', () => {
  const log: AlarmReading[] = [];
  const alarm = (name: string, state: Alarm['state']): Alarm => ({
    ...{ name, arn: `arn:${name}`, state, reason: '', since: undefined },
    basis: { kind: 'alarms', names: [] },
  });
  const names = ['orders', 'web-5xx'];
  noteAlarms(log, 1, names, [alarm('orders', 'OK'), alarm('web-5xx', 'OK')]);
  noteAlarms(log, 2, names, [alarm('orders', 'OK'), alarm('web-5xx', 'ALARM')]);
  noteAlarms(log, 3, names, [alarm('web-5xx', 'ALARM')]);
  expect(log).toEqual([
    { at: 1, name: 'orders', state: 'OK' },
    { at: 1, name: 'web-5xx', state: 'OK' },
    { at: 2, name: 'web-5xx', state: 'ALARM' },
    { at: 3, name: 'orders', state: 'DELETED' },
  ]);
});
