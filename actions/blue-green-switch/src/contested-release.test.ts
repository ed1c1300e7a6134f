import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createWorld, NEXT } from '../testing/world.ts';

describe('a release beside somebody else', () => {
  test('whose rules are put back during the bake is not released, and the slot that serves keeps its tasks', async () => {
    const world = await createWorld();
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 32_000);
      await world.setWeights(0, 100);
    });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('reads back with blue 0, green 100 instead of blue 100, green 0');
    expect(await world.countOf('green')).toBe(2);
  });

  test('takes no tasks from a slot that somebody else has given traffic', async () => {
    const world = await createWorld({ environment: { NEVER_READY: 'true' } });
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 2_000);
      await world.setWeights(100, 0);
    });
    expect(ended.outputs.verdict).toBe('refused');
    expect(ended.failure?.detail).toContain('sends traffic to blue, so the tasks of web-blue stay');
    expect(await world.countOf('blue')).toBe(2);
  });

  test('never writes a rule that somebody else has changed, and says so', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '25' } });
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 24_000);
      await world.setWeights(70, 30);
    });
    expect(ended.outputs.verdict).toBe('inconclusive');
    expect(ended.outputs['live-slot']).toBeUndefined();
    expect(ended.failure?.detail).toContain('Somebody else has changed production rule');
    expect(world.weightWrites()).toEqual([
      [100, 0],
      [70, 30],
    ]);
  });

  test('leaves the weights when the old slot has nobody left to go back to', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '25' } });
    const { cluster, slots } = world.infrastructure.target;
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 22_000);
      await world.ports.ecs.updateService({ cluster, service: slots.green.service, desiredCount: 0 });
    });
    expect(ended.outputs.verdict).toBe('inconclusive');
    expect(ended.failure?.detail).toContain('Slot green has no healthy target to go back to');
    expect(ended.failure?.detail).toContain('aws ecs update-service --cluster rehearsal --service web-green');
    expect(world.weightWrites()).toEqual([[100, 0]]);
  });
});
