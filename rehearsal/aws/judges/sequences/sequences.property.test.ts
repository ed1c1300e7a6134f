import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { live } from './live.ts';
import { steps } from './steps.ts';
import { createWorld } from './world.ts';

jest.setTimeout(300_000);

test('whatever is called in whatever order, requests, tasks, targets, logs and remains are as they should be', async () => {
  const seen = { forwarded: 0, refusals: 0, lines: 0 };
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), async (sequence, seed) => {
      const verdict = await live(await createWorld(seed), sequence);
      expect(verdict.breaches).toEqual([]);
      seen.forwarded += verdict.forwarded;
      seen.refusals += verdict.refusals;
      seen.lines += verdict.lines;
    }),
    { numRuns: Number(process.env.SEQUENCES ?? 10), seed: Number(process.env.SEED ?? 20260101) },
  );
  // The sequences did something.
  expect(seen.forwarded).toBeGreaterThan(20);
  expect(seen.refusals).toBeGreaterThan(10);
  expect(seen.lines).toBeGreaterThan(50);
});
