import { describe, expect, test } from '@jest/globals';
import type { Tally } from '../test/tally.ts';
import { createBaselines } from './baselines.ts';
import type { ProofRun } from './run-proof.ts';

const PROOF: ProofRun = { tests: ['a.test.ts'], limit: 1_000 };

describe('a proof', () => {
  test.each<[string, Tally | undefined, string | undefined]>([
    ['passes without a mutant', { passed: 3, failed: [], skipped: [] }, undefined],
    [
      'fails without one',
      { passed: 3, failed: ['a.test.ts: is good'], skipped: [] },
      'its proof fails without it: a.test.ts: is good',
    ],
    ['has no test of that name', { passed: 0, failed: [], skipped: ['a'] }, 'its proof runs no test'],
    ['hangs', undefined, 'its proof does not end in time without it'],
  ])('that %s is known for it', async (_how, tally, problem) => {
    expect(await createBaselines(async () => tally)(PROOF)).toBe(problem);
  });

  test('is run once for all the mutants that it has to find, and another one by itself', async () => {
    const runs: ProofRun[] = [];
    const baseline = createBaselines(async (proof) => {
      runs.push(proof);
      return { passed: 1, failed: [], skipped: [] };
    });
    const other = { ...PROOF, env: { SIMULATED_FROM: '1' } };
    await Promise.all([baseline(PROOF), baseline({ ...PROOF }), baseline(other)]);
    await baseline(PROOF);
    expect(runs).toEqual([PROOF, other]);
  });
});
