import { describe, expect, test } from '@jest/globals';
import { isLeak, readTrend } from './trend.ts';

const MINUTE = 60_000;
const sample = (values: readonly number[]) => values.map((value, index) => ({ at: index * MINUTE, value }));

describe('the trend of a value', () => {
  test('is its slope per hour once it has settled', () => {
    const warmUp = Array.from({ length: 20 }, (_, index) => index * 100);
    const settled = Array.from({ length: 40 }, (_, index) => 1_000 + index * 2);
    const trend = readTrend(sample([...warmUp, ...settled]));
    expect(trend?.slope).toBeCloseTo(120);
    expect(trend?.growth).toBeCloseTo(78);
    expect(trend?.mean).toBeCloseTo(1_039);
  });

  test('is flat for one that goes up and down', () => {
    const trend = readTrend(sample(Array.from({ length: 60 }, (_, index) => 100 + (index % 2) * 10)));
    expect(Math.abs(trend?.growth ?? 100)).toBeLessThan(1);
  });

  test('is not told of a handful of samples', () => {
    expect(readTrend(sample(Array.from({ length: 13 }, (_, index) => index)))).toBeUndefined();
    expect(readTrend(sample(Array.from({ length: 15 }, (_, index) => index)))).toBeDefined();
  });

  test.each([
    [{ mean: 100, slope: 0, growth: 5 }, false],
    [{ mean: 100, slope: 0, growth: 11 }, false],
    [{ mean: 100, slope: 0, growth: 25 }, true],
    [{ mean: 1_000, slope: 0, growth: 25 }, false],
  ])('%j is a leak: %s', (trend, leak) => {
    expect(isLeak(trend, 20)).toBe(leak);
  });
});
