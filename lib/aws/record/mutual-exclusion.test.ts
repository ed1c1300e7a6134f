import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createWorld } from './testing/world.ts';

/** What one process does: when it begins, how many writes it makes, when it dies. Times in seconds. */
interface Course {
  readonly begins: number;
  readonly mayPreempt: boolean;
  readonly writes: number;
  readonly diesAfter: number;
  readonly skew: number;
}

const course: fc.Arbitrary<Course> = fc.record({
  begins: fc.integer({ min: 0, max: 200 }),
  mayPreempt: fc.boolean(),
  writes: fc.integer({ min: 1, max: 12 }),
  diesAfter: fc.oneof(fc.constant(10_000), fc.integer({ min: 1, max: 300 })),
  skew: fc.integer({ min: -3600, max: 3600 }),
});

/** One write of a holder to the load balancer, as the world saw it. */
interface Effect {
  readonly lease: number;
  readonly at: number;
}

/** Longest time from a holder's look at its lease to its write's effect: a call with all its retries. */
const LONGEST_WRITE = 23_000;

async function live(courses: readonly Course[], seed: number): Promise<Effect[]> {
  const world = createWorld({ seed, ssm: { staleReads: 0.05, shortPages: 0.1 } });
  const effects: Effect[] = [];
  let draws = seed;
  const draw = (limit: number) => {
    draws = (draws * 1_103_515_245 + 12_345) % 2 ** 31;
    return draws % limit;
  };

  async function run({ begins, mayPreempt, writes, diesAfter, skew }: Course, index: number): Promise<void> {
    await world.wait(begins * 1000);
    const process = await world.startProcess(String(index), {
      lostAnswers: 0.05,
      latency: 400,
      skew: skew * 1000,
    });
    world.clock.after(diesAfter * 1000, process.kill);
    try {
      const lease = await process.hold({ mayPreempt, patience: 200_000 });
      for (let write = 0; write < writes; write++) {
        await lease.ensureHeld();
        const arrival = draw(LONGEST_WRITE);
        world.clock.after(arrival, () => effects.push({ lease: lease.number, at: world.clock.now() }));
        await world.wait(arrival + draw(10_000));
        if (process.ports.signal.aborted) return;
      }
      await lease.finish();
    } catch {
      // Refused, taken over, killed: each is an end like another.
    }
  }

  await world.run(Promise.all(courses.map(run)));
  await world.run(world.wait(LONGEST_WRITE));
  return effects;
}

test('whatever happens, no write of a holder takes effect after one of a later holder', async () => {
  let takeovers = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(course, { minLength: 2, maxLength: 5 }),
      fc.nat(1_000_000),
      async (courses, seed) => {
        const effects = await live(courses, seed);
        const leases = effects.map(({ lease }) => lease);
        takeovers += new Set(leases).size > 1 ? 1 : 0;
        expect(leases).toEqual([...leases].sort((a, b) => a - b));
      },
    ),
    { numRuns: 15, seed: 1 },
  );
  expect(takeovers).toBeGreaterThan(5);
});
