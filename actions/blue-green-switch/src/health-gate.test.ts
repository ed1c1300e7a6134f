import { describe, expect, jest, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { LASTING } from '../testing/surroundings.ts';
import { createWorld, NEXT } from '../testing/world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** Somebody takes away one of the two tasks that have just got all the traffic. */
async function scaleIn({ clock, ports, infrastructure: { target } }: World): Promise<void> {
  await sleep(clock, 35_000);
  const { cluster, slots } = target;
  await ports.ecs.updateService({ cluster, service: slots.blue.service, desiredCount: 1 });
}

describe('the healthy targets that are required', () => {
  test.each([
    ['fewer than there are tasks: one may be lost', { required: '1' }, 'released', '1 required'],
    ['as many as there are tasks: none may be lost', {}, 'rolled-back', '2 required'],
  ])('%s', async (_how, given, verdict, required) => {
    const world = await createWorld();
    const ended = await world.release(NEXT, { bake: '40s', ...given }, () => scaleIn(world));
    expect(ended.outputs.verdict).toBe(verdict);
    expect(world.log.lines).toContain(`blue has 1 healthy targets of the new version, ${required}`);
  });
});

describe('the first weight', () => {
  test('comes when the targets have been healthy for a threshold period, as the summary shows', async () => {
    const world = await createWorld();
    let healthyAt = 0;
    let weightAt = 0;
    world.failCalls((operation) => {
      const blue = world.aws.traffic()[0]?.groups[0];
      if (blue?.healthy.length === 2) healthyAt ||= world.clock.now();
      if (operation === 'ModifyListener') weightAt ||= world.clock.now();
      return undefined;
    });
    const ended = await world.release(NEXT);
    expect(weightAt - healthyAt).toBeGreaterThanOrEqual(10_000);
    // Two polls later at most than it could.
    expect(weightAt - healthyAt).toBeLessThan(15_000);
    expect(ended.summary).toMatch(/ {2}prove healthy \d+s :/);
    expect(world.log.lines).toContain("blue has stayed healthy for 10s, its target group's threshold period");
  });

  test('never comes for a version that is healthy and then is not', async () => {
    const world = await createWorld({ flapping: { readySeconds: 6, unreadySeconds: 60 } });
    const ended = await world.release(NEXT);
    expect(ended.outputs.verdict).toBe('refused');
    expect(ended.failure?.cause).toMatch(/^The new version does not stay healthy: /);
    expect(world.weightWrites()).toEqual([]);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('is waited for by nobody whose credentials end before', async () => {
    const world = await createWorld();
    const asked = jest.spyOn(LASTING, 'ensureOutlasts');
    await world.release(NEXT, { steps: '50% 30s, 100%' });
    // The time until healthy, the threshold period, the step, two holds, the bake, and a probe that is blocked.
    expect(asked.mock.calls).toContainEqual([60_000 + 10_000 + 30_000 + 2 * 5_000 + 20_000 + 360_000]);
  });
});
