import { expect, test } from '@jest/globals';
import { factsOf, planOf, runOf, truthOf, writeOf } from '../testing/facts.ts';
import type { SlotTruth } from '../trace.ts';
import { judgeKept } from './kept.ts';

const PARK = runOf('PARK', { inputs: { mode: 'recover' }, phase: 'repair' });

/** Green serves since release 2, which has kept blue with what ran there before. */
function worldOf(blue: Partial<SlotTruth>, { isKept = true, isSticky = true } = {}) {
  const kept = isKept && { kept: { slot: 'blue', plan: 2 } };
  const release = {
    ...{ mode: 'release', verdict: 'released', previousTaskDefinition: 'web:1' },
    stickiness: { off: [], cookiesLast: 0, ...kept },
  };
  const input = { Name: '/shop/releases/2', Value: JSON.stringify(release) };
  const truth = { ...truthOf(90_000, 'green', { blue }), ...(isSticky && { sticky: [60] }) };
  const facts = factsOf({
    runs: [PARK],
    truths: [truth],
    plans: [planOf('RUN1', 1_000, { lease: 2, parkedCount: 1 })],
  });
  const written = writeOf('RUN1', 50_000, 'PutParameter', { input });
  return { ...facts, trace: { ...facts.trace, events: [written] } };
}

const healthy = [{ taskDefinition: 'web:1', image: 'web@sha256:1', count: 2 }];

test('a slot that was kept has been parked when nobody has come for long', () => {
  expect(judgeKept(worldOf({ desiredCount: 2, running: 2, healthy }))).toMatchObject([
    {
      promise: 'a kept slot is parked in the end',
      what: 'after PARK blue still has 2 tasks, which release 2 has kept',
    },
  ]);
});

test.each([
  ['it has what its plan leaves', worldOf({ desiredCount: 1, running: 1, healthy })],
  [
    'another version is on it',
    worldOf({ desiredCount: 2, healthy: [{ ...healthy[0], taskDefinition: 'web:3' }] as never }),
  ],
  ['the record tells of none', worldOf({ desiredCount: 2, healthy }, { isKept: false })],
  ['somebody has turned stickiness off', worldOf({ desiredCount: 2, healthy }, { isSticky: false })],
])('it may stay as it is when %s', (_why, facts) => {
  expect(judgeKept(facts)).toEqual([]);
});
