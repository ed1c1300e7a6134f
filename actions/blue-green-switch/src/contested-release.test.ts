import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { scale, until } from '../testing/somebody-else.ts';
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

  test('keeps a bad version in service when the old slot has nobody left, which nothing has proven', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '25' } });
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 22_000);
      await scale(world, { green: 0 });
    });
    expect(ended.outputs).toMatchObject({ verdict: 'inconclusive', 'live-slot': 'blue' });
    expect(ended.summary).toContain('blue has the traffic, and nothing has proven its version: Gate');
    expect(ended.failure?.cause).toContain('Gate "probe" failed');
    expect(ended.failure?.detail).toContain(
      `Then: green had too few healthy targets to go back to, so all the traffic went to blue and ${NEXT}, which nothing has proven.`,
    );
    expect(ended.failure?.detail).toContain('aws ecs update-service --cluster rehearsal --service web-green');
    expect(new Set(world.weightWrites().map(String))).toEqual(new Set(['100,0']));
    // The old version is still to be brought back, by whichever run comes next.
    await world.clock.run(scale(world, { green: 2 }).then(() => sleep(world.clock, 60_000)));
    const recovered = await world.runMode({ mode: 'recover', hold: '5s' });
    expect(recovered.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(await world.countOf('blue')).toBe(0);
  });

  test('goes back when the old slot has somebody again, seconds later', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '25' } });
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 22_000);
      await scale(world, { green: 0 });
      await until(world, 'All of the traffic goes to blue');
      await scale(world, { green: 2 });
    });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(world.weightWrites().at(-1)).toEqual([0, 100]);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('leaves the weights when neither slot has anybody left, and says what to do', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '25' } });
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 22_000);
      await scale(world, { green: 0, blue: 0 });
    });
    expect(ended.outputs.verdict).toBe('inconclusive');
    expect(ended.outputs['live-slot']).toBeUndefined();
    expect(ended.failure?.detail).toContain(
      'Then: Neither green nor blue has a healthy target to give the traffic to, so the weights stay as they are.',
    );
    expect(ended.failure?.detail).toContain('aws ecs update-service --cluster rehearsal --service web-green');
    expect(world.weightWrites()).toEqual([[100, 0]]);
  });

  test('goes to whichever slot has somebody first', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '25' } });
    const ended = await world.release(NEXT, {}, async () => {
      await sleep(world.clock, 22_000);
      await scale(world, { green: 0, blue: 0 });
      await until(world, 'Neither slot has a healthy target: the weights stay, and both are watched');
      await scale(world, { green: 2 });
    });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  });
});
