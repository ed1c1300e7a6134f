import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTimeScale, formatElapsed, roundUp, timeTicks } from './scale.ts';

const scale = (seconds: number) => createTimeScale({ from: 5000, to: 5000 + seconds * 1000 }, 100, 1100);

describe('createTimeScale', () => {
  test('places moments, and what lies outside at the ends', () => {
    const { x } = scale(10);
    expect([5000, 10_000, 15_000, 0, 99_000].map(x)).toEqual([100, 600, 1100, 100, 1100]);
  });

  test('takes an axis without length', () => {
    expect(scale(0).x(5000)).toBe(100);
  });
});

describe('timeTicks', () => {
  test('count from the begin of the axis in round steps', () => {
    expect(timeTicks(scale(180)).map(({ label }) => label)).toEqual([
      ...['0:00', '0:15', '0:30', '0:45', '1:00', '1:15', '1:30'],
      ...['1:45', '2:00', '2:15', '2:30', '2:45', '3:00'],
    ]);
    expect(timeTicks(scale(3600)).at(1)).toEqual({ at: 305_000, label: '5:00' });
  });

  test('are never crowded and never outside', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), (seconds) => {
        const ticks = timeTicks(scale(seconds));
        expect(ticks.length).toBeLessThanOrEqual(16);
        for (const { at } of ticks) expect(at).toBeLessThanOrEqual(5000 + seconds * 1000);
      }),
    );
  });
});

test('formatElapsed carries into minutes', () => {
  expect([0, 59.4, 59.6, 3600].map(formatElapsed)).toEqual(['0:00', '0:59', '1:00', '60:00']);
});

test('roundUp never goes below the value, nor over its double', () => {
  expect([1, 7, 60, 61, 1000].map(roundUp)).toEqual([1, 8, 60, 80, 1000]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (value) => {
      expect(roundUp(value)).toBeGreaterThanOrEqual(value);
      expect(roundUp(value)).toBeLessThanOrEqual(2 * value);
    }),
  );
});
