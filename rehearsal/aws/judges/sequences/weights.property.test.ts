import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { carryOut } from './steps.ts';
import { createWorld, RULE_LAG, SLOTS, type World } from './world.ts';

jest.setTimeout(300_000);

const REQUESTS = 1_000;

/** With one degree of freedom a fair share exceeds it once in a million. */
const CHI_SQUARE_LIMIT = 23.9;

const weight = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 999 }));

test('requests are shared by the weights, and none goes where the weight is 0', async () => {
  const world = await createWorld(20260101);
  for (const slot of SLOTS) {
    await world.clock.run(carryOut(world, { do: 'create', slot, count: 2, image: 'good:1' }));
  }
  await world.pass(60_000);
  await fc.assert(
    fc.asyncProperty(weight, weight, async (blue, green) => {
      await world.clock.run(carryOut(world, { do: 'shift', weights: { blue, green } }));
      await world.pass(RULE_LAG);
      const counts = await count(world);
      if (blue + green === 0) {
        expect(counts).toEqual({ blue: 0, green: 0, none: REQUESTS });
        return;
      }
      expect(counts.none).toBe(0);
      expect(distance(counts.blue, blue / (blue + green))).toBeLessThan(CHI_SQUARE_LIMIT);
    }),
    {
      numRuns: 12,
      seed: 20260101,
      examples: [
        [1, 0],
        [0, 0],
        [100, 0],
        [1, 1],
      ],
    },
  );
  await world.clock.run(world.aws.close());
});

async function count(world: World): Promise<Record<'blue' | 'green' | 'none', number>> {
  const before = world.exchanges.length;
  await world.clock.run(Promise.all(Array.from({ length: REQUESTS }, () => world.visit('/'))));
  const groups = world.exchanges.slice(before).map(({ forwarded }) => forwarded?.targetGroupArn);
  const of = (group: string | undefined) => groups.filter((found) => found === group).length;
  return { blue: of(world.groups.blue), green: of(world.groups.green), none: of(undefined) };
}

/** Pearson's chi-square of a count against its expected share; infinite when what should have nothing has something. */
function distance(observed: number, share: number): number {
  return [
    [observed, share * REQUESTS],
    [REQUESTS - observed, (1 - share) * REQUESTS],
  ].reduce((sum, [seen = 0, expected = 0]) => {
    if (expected === 0) return seen === 0 ? sum : Number.POSITIVE_INFINITY;
    return sum + (seen - expected) ** 2 / expected;
  }, 0);
}
