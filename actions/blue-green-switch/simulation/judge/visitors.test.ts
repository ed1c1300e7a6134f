import { expect, test } from '@jest/globals';
import type { Act, Scenario } from '../scenario.ts';
import { CALM, factsOf, runOf } from '../testing/facts.ts';
import { judgeVisitors } from './visitors.ts';

function complaints(scenario: Scenario, acts: readonly Act[] = []) {
  const runs = [runOf('RUN1', { inputs: { mode: 'release', hold: '5s' } })];
  const facts = factsOf({ runs, acts: acts.map((act) => ({ kind: 'act', at: 1_000, act })) });
  const events = [{ kind: 'visit', at: 2_000, path: '/', status: 503 } as const];
  return judgeVisitors({ ...facts, trace: { ...facts.trace, events } }, scenario).map(({ what }) => what);
}

test('an error that a visitor met is the action’s fault where nobody else may have caused it', () => {
  const told = ['1 visitors met an error, the first got 503 for /'];
  expect(complaints(CALM)).toEqual(told);
  expect(complaints(CALM, [{ kind: 'scale', by: 1 }])).toEqual(told);
  expect(complaints(CALM, [{ kind: 'load', visitors: 4 }])).toEqual(told);
});

test.each<Act>([
  { kind: 'reset-rules', rule: 'all' },
  { kind: 'set-weights', rule: 0, blue: 50, green: 50 },
  { kind: 'set-count', count: 0 },
  { kind: 'lose-tasks', share: 1 },
])('it may be the doing of others: $kind', (act) => {
  expect(complaints(CALM, [act])).toEqual([]);
});

test('it may be that nodes obey later than runs hold', () => {
  expect(complaints({ ...CALM, platform: { ...CALM.platform, ruleLag: 60_000 } })).toEqual([]);
});
