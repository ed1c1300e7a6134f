import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BudgetVerdict, judgeBudget } from './failure-budget.ts';

describe('a failure budget', () => {
  test.each<[string, number, number, number, BudgetVerdict]>([
    ['no failure, nothing allowed', 20, 0, 0, 'within'],
    ['one failure of one, nothing allowed', 1, 1, 0, 'within'],
    ['one failure of many, nothing allowed', 500, 1, 0, 'within'],
    ['two failures of few', 19, 2, 0.05, 'too few to tell'],
    ['two failures of the smallest sample', 20, 2, 0.05, 'exceeded'],
    ['exactly the share that is allowed', 60, 3, 0.05, 'within'],
    ['one more', 60, 4, 0.05, 'exceeded'],
    ['all of them, all allowed', 60, 60, 1, 'within'],
  ])('%s', (_what, sent, failed, budget, verdict) => {
    expect(judgeBudget({ sent, failed }, budget)).toBe(verdict);
  });

  test('of 5% catches a version that fails one request in ten before 40 of them', () => {
    const verdicts = Array.from({ length: 40 }, (_, index) =>
      judgeBudget({ sent: index + 1, failed: Math.floor((index + 1) / 10) }, 0.05),
    );
    expect(verdicts).toContain('exceeded');
  });

  test('is never exceeded by one failure, nor by fewer than it allows', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), share, (sent, budget) => {
        expect(judgeBudget({ sent, failed: 1 }, budget)).toBe('within');
        expect(judgeBudget({ sent, failed: Math.floor(budget * sent) }, budget)).toBe('within');
      }),
    );
  });
});
