import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createWorld, NEXT } from '../testing/world.ts';

describe('a cancelled release', () => {
  test('while it registers the revision is interrupted, not refused', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, {}, async (cancel) => {
      world.failCalls((operation) => {
        if (operation === 'ListTaskDefinitions') cancel(new Error('Cancelled'));
        return undefined;
      });
    });
    expect(ended.outputs.verdict).toBe('interrupted');
  });

  test.each(['DescribeTargetHealth', 'DescribeRules'])(
    'at the %s before the first weight writes none, and parks the standby',
    async (last) => {
      const world = await createWorld();
      const ended = await world.release(NEXT, {}, async (cancel) => {
        world.failCalls((operation) => {
          const isShift = world.log.lines.includes('Shift the traffic to blue');
          if (isShift && operation === last) cancel(new Error('Cancelled'));
          return undefined;
        });
      });
      expect(ended.outputs.verdict).toBe('interrupted');
      expect(world.weightWrites()).toEqual([]);
      expect(await world.countOf('blue')).toBe(0);
    },
  );

  test('between two rules puts back the one that it has written, and leaves the other alone', async () => {
    const world = await createWorld();
    const target = await world.addRule();
    const ended = await world.release(
      NEXT,
      {},
      async (cancel) => {
        world.failCalls((operation) => {
          if (operation === 'DescribeRules' && world.weightWrites().length === 1)
            cancel(new Error('Cancelled'));
          return undefined;
        });
      },
      target,
    );
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'green' });
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(world.callsOf('ModifyRule')).toEqual([]);
  });

  test('awaits a weight that is on its way: it would arrive after the one that undoes it', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, {}, async (cancel) => {
      let isFirst = true;
      world.failCalls(async (operation) => {
        if (operation === 'ModifyListener' && isFirst) {
          isFirst = false;
          cancel(new Error('Cancelled'));
          await sleep(world.clock, 1_000);
        }
        return undefined;
      });
    });
    await world.clock.run(sleep(world.clock, 5_000));
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'green' });
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
  });

  test('before the first weight parks what it started', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, {}, async (cancel) => {
      await sleep(world.clock, 2_000);
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs.verdict).toBe('interrupted');
    expect(world.weightWrites()).toEqual([]);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('after it puts the weights back at once', async () => {
    const world = await createWorld();
    let cancelledAt = 0;
    const ended = await world.release(NEXT, {}, async (cancel) => {
      await sleep(world.clock, 30_000);
      cancelledAt = world.clock.now();
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'green' });
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [0, 100],
    ]);
    expect(world.clock.now() - cancelledAt).toBeLessThan(7_000);
  });
});
