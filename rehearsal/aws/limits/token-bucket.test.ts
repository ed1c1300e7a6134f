import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTokenBucket } from './token-bucket.ts';

const START = Date.UTC(2026, 0, 1);

/** Asks at these moments after the start; gives those at which there was a token. */
function ask(size: { burst: number; perSecond: number }, moments: readonly number[]): number[] {
  const bucket = createTokenBucket(size, START);
  return moments.filter((moment) => {
    const has = bucket.hasToken(START + moment);
    if (has) bucket.take(START + moment);
    return has;
  });
}

describe('a token bucket', () => {
  test('lets a burst through, then what every second brings', () => {
    const moments = [0, 0, 0, 999, 1_000, 1_000, 1_000, 2_500, 2_500, 2_500];
    expect(ask({ burst: 2, perSecond: 1 }, moments)).toEqual([0, 0, 1_000, 2_500]);
  });

  test('holds no more than its burst, however long nobody asks', () => {
    expect(ask({ burst: 2, perSecond: 10 }, [0, 0, 86_400_000, 86_400_000, 86_400_000])).toHaveLength(4);
  });

  test('fills over several seconds when less than one token comes in each', () => {
    expect(ask({ burst: 1, perSecond: 0.5 }, [0, 1_000, 2_000, 3_000, 4_000])).toEqual([0, 2_000, 4_000]);
  });

  test('never lets more through than burst and seconds allow', () => {
    const calls = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 5 }),
        calls,
        (burst, perSecond, given) => {
          const moments = given.toSorted((a, b) => a - b);
          const through = ask({ burst, perSecond }, moments);
          for (const from of moments) {
            for (const to of [from, from + 1_000, from + 5_000]) {
              const within = through.filter((moment) => moment >= from && moment <= to);
              expect(within.length).toBeLessThanOrEqual(
                burst + perSecond * (Math.floor((to - from) / 1_000) + 1),
              );
            }
          }
        },
      ),
    );
  });
});
