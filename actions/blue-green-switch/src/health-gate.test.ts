import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createWorld, NEXT } from '../testing/world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** Somebody takes away one of the two tasks that have just got all the traffic. */
async function scaleIn({ clock, ports, infrastructure: { target } }: World): Promise<void> {
  await sleep(clock, 25_000);
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
