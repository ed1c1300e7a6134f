import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSteps } from './steps.ts';

describe('steps', () => {
  test('a list is read in order, with times in milliseconds', () => {
    expect(parseSteps('10% 2m, 50% 1h30m, 100%')).toEqual([
      { percent: 10, holdMilliseconds: 120_000 },
      { percent: 50, holdMilliseconds: 5_400_000 },
      { percent: 100, holdMilliseconds: 0 },
    ]);
  });

  test.each([
    ['', 'has the part "", which is no step'],
    ['50% 1m', 'does not end with 100%'],
    ['50%, 100%', 'does not say how long 50% is watched'],
    ['50% 1m, 20% 1m, 100%', 'does not rise: 20% after 50%'],
    ['50% 1m, 50% 1m, 100%', 'does not rise: 50% after 50%'],
    ['100% 5m', 'gives a time to 100%'],
    ['0% 1m, 100%', 'has the part "0% 1m", which is no step'],
    ['101%', 'has the part "101%", which is no step'],
    ['half 1m, 100%', 'has the part "half 1m"'],
    ['50% 1x, 100%', '"1x" is not a duration'],
  ])('%j is refused', (text, message) => {
    expect(() => parseSteps(text)).toThrow(message);
  });

  test('every rising list that ends with 100% is accepted and kept', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99 })), (percents) => {
        const rising = percents.sort((a, b) => a - b);
        const text = [...rising.map((percent) => `${percent}% 30s`), '100%'].join(', ');
        expect(parseSteps(text).map(({ percent }) => percent)).toEqual([...rising, 100]);
      }),
    );
  });
});
