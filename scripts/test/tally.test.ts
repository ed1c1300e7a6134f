import { describe, expect, test } from '@jest/globals';
import { tallyJestResults } from './jest-results.ts';
import { addTallies, failSkipped, renderTally } from './tally.ts';

const results = {
  testResults: [
    {
      name: '/repo/lib/a.test.ts',
      status: 'failed',
      message: '',
      assertionResults: [
        { fullName: 'adds', status: 'passed' },
        { fullName: 'subtracts', status: 'failed' },
      ],
    },
    {
      name: '/repo/lib/b.test.ts',
      status: 'passed',
      message: '',
      assertionResults: [
        { fullName: 'the registry (skipped, needs docker engine: none) takes a push', status: 'pending' },
        { fullName: 'later', status: 'todo' },
      ],
    },
    { name: '/repo/lib/c.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] },
    {
      name: '/repo/lib/d.test.ts',
      status: 'failed',
      message: 'afterAll threw',
      assertionResults: [{ fullName: 'divides', status: 'passed' }],
    },
  ],
};

describe('the tally', () => {
  const tally = tallyJestResults(results, '/repo');

  test('names what failed, also files that could not run, and what was skipped', () => {
    expect(tally).toEqual({
      passed: 2,
      failed: ['lib/a.test.ts: subtracts', 'lib/c.test.ts: could not run', 'lib/d.test.ts: could not run'],
      skipped: [
        'lib/b.test.ts: the registry (skipped, needs docker engine: none) takes a push',
        'lib/b.test.ts: later',
      ],
    });
  });

  test('ends with the one line of counts', () => {
    const total = addTallies([tally, { passed: 1, failed: [], skipped: [] }]);
    expect(renderTally(total).split('\n').at(-1)).toBe('3 passed, 3 failed, 2 skipped');
    expect(renderTally(addTallies([]))).toBe('0 passed, 0 failed, 0 skipped');
  });

  test('counts what was skipped as failed where everything is required', () => {
    expect(renderTally(failSkipped(tally)).split('\n').at(-1)).toBe('2 passed, 5 failed, 0 skipped');
  });
});
