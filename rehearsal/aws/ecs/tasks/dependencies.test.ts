import type { ContainerCondition, ContainerDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import type { Job } from '../../runtime/scripted/behaviour.ts';
import { firstStopped } from '../testing/stories.ts';
import { createWorld } from '../testing/world.ts';

const APP = { name: 'app', image: 'app:1' };
const waitsFor = (condition: ContainerCondition): ContainerDefinition => ({
  ...APP,
  dependsOn: [{ containerName: 'init', condition }],
});

describe('a container that depends on another', () => {
  test.each<[ContainerCondition, Job, number]>([
    ['COMPLETE', { seconds: 20, exitCode: 3 }, 20],
    ['SUCCESS', { seconds: 20, exitCode: 0 }, 20],
    ['START', { seconds: 20, exitCode: 3 }, 0],
  ])('starts as soon as that is far enough: %s', async (condition, job, seconds) => {
    const world = createWorld({ behaviours: { 'init:1': { job } } });
    await world.run(async () => {
      const starts: Record<string, number> = {};
      const { start } = world.runtime;
      world.runtime.start = (launch) => {
        starts[launch.name] = world.clock.now() / 1000;
        return start(launch);
      };
      const init = { name: 'init', image: 'init:1', essential: false };
      await world.register('app:1', { containerDefinitions: [waitsFor(condition), init] });
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(100);
      expect((starts.app ?? 0) - (starts.init ?? 0)).toBe(seconds);
      expect((await world.listTasks())[0]?.lastStatus).toBe('RUNNING');
    });
  });

  test('waits for its health', async () => {
    const world = createWorld({
      behaviours: { 'init:1': { environment: { START_DELAY_SECONDS: '15' } } },
    });
    await world.run(async () => {
      const healthCheck = { command: ['CMD', 'check'], interval: 10 };
      const init = { name: 'init', image: 'init:1', healthCheck };
      await world.register('app:1', { containerDefinitions: [waitsFor('HEALTHY'), init] });
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(40);
      expect((await world.listTasks())[0]).toMatchObject({
        lastStatus: 'PENDING',
        containers: [{ lastStatus: 'PENDING' }, { lastStatus: 'RUNNING' }],
      });
      await world.wait(20);
      expect((await world.listTasks())[0]?.lastStatus).toBe('RUNNING');
    });
  });

  test.each<[string, ContainerCondition, Job, number]>([
    ['fails', 'SUCCESS', { seconds: 5, exitCode: 1 }, 60],
    ['takes too long', 'COMPLETE', { seconds: 500, exitCode: 0 }, 280],
  ])('does not start when that %s, and ends the task', async (_name, condition, job, seconds) => {
    const world = createWorld({ behaviours: { 'init:1': { job } } });
    await world.run(async () => {
      const init = { name: 'init', image: 'init:1', essential: false };
      await world.register('app:1', { containerDefinitions: [waitsFor(condition), init] });
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(seconds);
      const task = await firstStopped(world);
      expect(task).toMatchObject({ stopCode: 'EssentialContainerExited', lastStatus: 'STOPPED' });
      expect(task?.containers?.[0]).not.toHaveProperty('exitCode');
    });
  });

  test.each<[ContainerCondition, RegExp]>([
    ['SUCCESS', /must not be essential/],
    ['COMPLETE', /must not be essential/],
    ['HEALTHY', /has no health check/],
    ['EVER' as ContainerCondition, /must be one of START, COMPLETE, SUCCESS, HEALTHY/],
  ])('has to be able to get there: %s', async (condition, message) => {
    const containers = { containerDefinitions: [waitsFor(condition), { name: 'init', image: 'init:1' }] };
    await expect(createWorld().register('app:1', containers)).rejects.toMatchObject({
      name: 'ClientException',
      message: expect.stringMatching(message),
    });
  });
});
