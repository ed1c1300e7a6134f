import { expect, test } from '@jest/globals';
import type { PerSlot } from '../../../../lib/aws/target.ts';
import { PREPARED_STAGE, parkStage, shiftedStage, shiftStage, waitStage } from '../record/stages.ts';
import { decideRecovery, type Recovery } from './decide-recovery.ts';

const plan = {
  ...({ live: 'blue', standby: 'green' } as const),
  steps: [10, 100].map((percent) => ({ percent, holdMilliseconds: 0 })),
  ...{ liveCount: 4, required: 4 },
};
const whole = { blue: 4, green: 4 };

test.each<[string, number, PerSlot<number>, Recovery]>([
  ['before the first weight', 0, whole, { kind: 'park-standby' }],
  ['while it waited for mode shift', PREPARED_STAGE, whole, { kind: 'park-standby' }],
  ['while it waited for mode finish', shiftedStage(plan), whole, { kind: 'gather', slot: 'blue' }],
  [
    'while it waited until no cookie led to the old slot',
    waitStage(plan),
    whole,
    { kind: 'gather', slot: 'blue' },
  ],
  ['from the first weight on', shiftStage(0), whole, { kind: 'gather', slot: 'blue' }],
  ['in its last step', shiftStage(1), whole, { kind: 'gather', slot: 'blue' }],
  ['while it parked the old slot', parkStage(plan), whole, { kind: 'finish' }],
  ['with half of the old slot left', shiftStage(0), { blue: 2, green: 4 }, { kind: 'gather', slot: 'green' }],
  ['with less of the new slot left', shiftStage(0), { blue: 2, green: 1 }, { kind: 'gather', slot: 'blue' }],
  ['with half of both left', shiftStage(0), { blue: 2, green: 2 }, { kind: 'gather', slot: 'blue' }],
  ['scaled out', shiftStage(0), { blue: 4, green: 9 }, { kind: 'gather', slot: 'blue' }],
  [
    'with nobody of the old slot left',
    shiftStage(0),
    { blue: 0, green: 1 },
    { kind: 'gather', slot: 'green' },
  ],
  ['with nobody left', shiftStage(0), { blue: 0, green: 0 }, { kind: 'stuck' }],
])('a release lost %s', (_when, begun, healthy, recovery) => {
  expect(decideRecovery(plan, begun, { healthy, states: [] })).toEqual(recovery);
});

test('a release lost after somebody has given a rule all to the new slot follows that', () => {
  const states = [{ kind: 'own' }, { kind: 'foreign', serves: 'green' }] as const;
  expect(decideRecovery(plan, shiftStage(0), { healthy: whole, states })).toEqual({
    ...{ kind: 'gather', slot: 'green' },
  });
});

test('a release lost after requests had shown its version to be bad goes back to whatever is left of the old one', () => {
  const healthy = { blue: 1, green: 4 };
  const recovery = decideRecovery({ ...plan, isSeenBad: true }, shiftStage(0), { healthy, states: [] });
  expect(recovery).toEqual({ kind: 'gather', slot: 'blue' });
});
