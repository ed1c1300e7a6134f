import { expect, test } from '@jest/globals';
import { ALL_SUSPENDED } from '../../../../lib/aws/scaling/settings.ts';
import { factsOf, planOf, runOf, SHIFT, truthOf } from '../testing/facts.ts';
import type { Truth } from '../trace.ts';
import { judgeScaling } from './scaling.ts';

const on = { scaleIn: false, scaleOut: false, scheduled: false };
const held = { scaleIn: true, scaleOut: false, scheduled: true };
const SERVING = { minimum: 2, maximum: 6, suspended: on };
const PARKED = { minimum: 0, maximum: 6, suspended: ALL_SUSPENDED };
const HELD = { minimum: 2, maximum: 6, suspended: held };

const START = truthOf(0, 'green', { green: { scaling: SERVING }, blue: { scaling: PARKED } });

/** While traffic moves; both slots have two tasks. */
function during(at: number, blue = HELD, green = HELD, tasks = 2): Truth {
  return truthOf(at, 'blue', { green: { scaling: green, desiredCount: tasks }, blue: { scaling: blue } });
}

function told(truths: readonly Truth[], given: Partial<Parameters<typeof factsOf>[0]> = {}) {
  const inputs = { mode: 'release', hold: '5s', bake: '10s' };
  const facts = factsOf({
    ...{ runs: [runOf('RUN1', { inputs })], plans: [planOf('RUN1', 1_000)], moves: [SHIFT] },
    ...{ truths: [START, ...truths], ...given },
  });
  return judgeScaling(facts).map(({ promise, what }) => `${promise}: ${what}`);
}

test('a release that holds scaling still until the bake is over is good', () => {
  expect(told([during(50_000), during(64_000), during(70_000, SERVING, PARKED)])).toEqual([]);
});

test.each([
  ['new', during(60_000, SERVING)],
  ['old', during(60_000, HELD, SERVING)],
])('scale-in of the %s slot during the bake is seen', (_which, truth) => {
  expect(told([during(50_000), truth])).toEqual([
    expect.stringContaining('scaling holds still: RUN1 moves traffic, and the scaling of'),
  ]);
});

test('a standby that gets traffic with fewer tasks than the live slot has by now is seen', () => {
  const grown = truthOf(1, 'green', {
    green: { scaling: HELD, desiredCount: 4 },
    blue: { scaling: HELD, desiredCount: 2 },
  });
  const truths = [{ ...grown, at: 1 }, { ...during(50_000, HELD, HELD, 4) }];
  expect(told(truths, { moves: [{ ...SHIFT, at: 50_000 }] })).toEqual([]);
  const later = { ...grown, at: 100_000 };
  const moved = [{ ...SHIFT, at: 190_000 }];
  expect(told([later, during(190_000, HELD, HELD, 4)], { moves: moved })).toEqual([
    'as many tasks as serve: RUN1 raised blue with 2 tasks, and green has had 4 at least for 90 s',
  ]);
});

test('scaling that is not what it was when all is over is seen', () => {
  const runs = [runOf('LAST', { phase: 'last', endedAt: 300_000 })];
  const facts = { runs, plans: [], moves: [] };
  expect(told([during(300_000, SERVING, PARKED)], facts)).toEqual([]);
  expect(told([during(300_000, HELD, PARKED)], facts)).toEqual([
    'scaling is as it was: after LAST the scaling of blue is 2 to 6 tasks, scale-in and scheduled scaling suspended instead of 2 to 6 tasks',
  ]);
  expect(told([during(300_000, SERVING, SERVING)], facts)).toEqual([
    'scaling is as it was: after LAST the scaling of green is 2 to 6 tasks instead of 0 to 6 tasks, suspended',
  ]);
});
