import { createRandom } from '../aws/kernel/random.ts';

/**
 * All cases with `MATRIX=whole` in the environment (`npm run matrix`), and else a seeded choice of so many: the same
 * ones every time.
 */
export function sampleOf<Case>(cases: readonly Case[], count: number): readonly Case[] {
  if (process.env.MATRIX === 'whole') return cases;
  const random = createRandom(cases.length);
  const drawn = cases.map((value, index) => ({ value, index, draw: random.next() }));
  return drawn
    .sort((a, b) => a.draw - b.draw)
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ value }) => value);
}
