import { describe, expect, test } from '@jest/globals';
import { beginSteady } from '../testing/stories.ts';
import { createWorld, messages } from '../testing/world.ts';

describe('scaling', () => {
  test('goes up and down, and drains what it takes away', async () => {
    const world = createWorld();
    await world.run(async () => {
      await beginSteady(world, { desiredCount: 1 });
      await world.update({ desiredCount: 3 });
      await world.until(({ runningCount }) => runningCount === 3);
      await world.update({ desiredCount: 0 });
      const down = await world.until(({ runningCount }) => runningCount === 0);
      expect(messages(down).at(-1)).toMatch(/^has stopped 3 running tasks: (\(task [0-9a-f]{32}\) ?){3}\.$/);
      await world.wait(120);
      const stopped = await world.listTasks('STOPPED');
      expect(stopped.map(({ stopCode, stoppedReason }) => [stopCode, stoppedReason])).toEqual(
        Array(3).fill([
          'ServiceSchedulerInitiated',
          `Scaling activity initiated by (deployment ${down.deployments?.[0]?.id})`,
        ]),
      );
    });
  });

  test('tasks that are not RUNNING yet are stopped as pending ones', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ desiredCount: 2 });
      await world.until(({ pendingCount }) => pendingCount === 2);
      await world.update({ desiredCount: 0 });
      const service = await world.until(({ pendingCount }) => pendingCount === 0);
      expect(messages(service)).toContain('stopped 2 pending tasks.');
      await world.wait(60);
      const statuses = (await world.listTasks('STOPPED')).map(({ lastStatus }) => lastStatus);
      expect(statuses).toEqual(['STOPPED', 'STOPPED']);
      expect(world.registrations).toEqual([]);
    });
  });
});

test('a service with nothing to do costs no timers', async () => {
  const world = createWorld();
  await world.run(async () => {
    await beginSteady(world, { desiredCount: 3 });
    await world.wait(60);
    const before = world.timers.count;
    await world.wait(600);
    expect(world.timers.count - before).toBe(0);
  });
});

test('the same seed gives the same story, another seed another one', async () => {
  const tell = (seed: number) => {
    const world = createWorld({ seed });
    return world.run(async () => {
      await beginSteady(world, { desiredCount: 3 });
      await world.update({ taskDefinition: 'web' });
      return JSON.stringify([await world.untilSteady(), await world.listTasks('STOPPED')]);
    });
  };
  expect(await tell(7)).toBe(await tell(7));
  expect(await tell(7)).not.toBe(await tell(8));
});
