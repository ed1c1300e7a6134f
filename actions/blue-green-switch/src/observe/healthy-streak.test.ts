import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { continueStreak, type HealthyStreak, hasLasted } from './healthy-streak.ts';

const wanted = { required: 2 };

/** A reading of the standby at this time, with so many healthy targets of the new version and one of the old. */
function reading(at: number, healthy: number) {
  const addresses = Array.from({ length: healthy }, (_, index) => `10.0.0.${index + 1}`);
  const targets = [...addresses, '10.0.9.9'].map((id) => ({ id, port: 80, state: 'healthy' as const }));
  return { at, deployments: [], taskAddresses: addresses, targets, stoppedTasks: [] };
}

/** Readings two seconds apart, as many healthy targets in each. */
function streakOf(...counts: number[]): HealthyStreak {
  return counts.reduce<HealthyStreak>(
    (streak, healthy, index) => continueStreak(streak, reading(index * 2_000, healthy), wanted),
    { reading: reading(0, 0), healthySince: undefined },
  );
}

test.each([
  ['from the first reading with enough healthy targets on', [0, 1, 2, 3, 2], 4_000],
  ['anew after any reading with too few', [2, 2, 1, 2, 2], 6_000],
  ['never while there are too few: what others run does not count', [1, 1, 1], undefined],
])('the time of health counts %s', (_how, counts, expected) => {
  expect(streakOf(...counts).healthySince).toBe(expected);
});

test.each([
  ['not before the period is over', [2, 2, 2, 2, 2], false],
  ['at the reading with which it is', [2, 2, 2, 2, 2, 2], true],
  ['not when it began anew meanwhile', [2, 2, 2, 1, 2, 2], false],
])('health has lasted, %s', (_when, counts, expected) => {
  expect(hasLasted(streakOf(...counts), 10_000)).toBe(expected);
});

test('health has lasted only when every reading of the whole period had enough healthy targets', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 20 }), (counts) => {
      const isWhole = counts.slice(-6).every((count) => count >= wanted.required);
      expect(hasLasted(streakOf(...counts), 10_000)).toBe(isWhole);
    }),
  );
});
