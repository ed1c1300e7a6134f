import { describe, expect, test } from '@jest/globals';
import { beginSteady } from '../testing/stories.ts';
import { createWorld, messages, type World } from '../testing/world.ts';

type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | undefined;

/** A steady service of one task without load balancer, whose deployments watch the alarm `errors`. */
async function release(story: (world: AlarmWorld) => Promise<void>, { rollback = true } = {}) {
  const alarm: { state: State } = { state: 'OK' };
  const alarms = { stateOf: (_place: object, name: string) => (name === 'errors' ? alarm.state : undefined) };
  const world = createWorld({ alarms });
  await world.run(async () => {
    const deploymentConfiguration = { alarms: { alarmNames: ['errors', 'none'], enable: true, rollback } };
    await beginSteady(world, { loadBalancers: [], deploymentConfiguration });
    await story(Object.assign(world, { alarm }));
  });
}

interface AlarmWorld extends World {
  readonly alarm: { state: State };
}

const stateOf = async (world: AlarmWorld) =>
  (await world.describe()).deployments?.map(({ rolloutState, taskDefinition }) => [
    rolloutState,
    taskDefinition?.split('/')[1],
  ]);

describe('a deployment with alarms', () => {
  test('fails and goes back when one of them is in ALARM', () =>
    release(async (world) => {
      await world.update({ taskDefinition: 'web:2' });
      await world.wait(90);
      expect(await stateOf(world)).toContainEqual(['IN_PROGRESS', 'web:2']);
      world.alarm.state = 'ALARM';
      await world.wait(50);
      expect(await stateOf(world)).toEqual([
        ['IN_PROGRESS', 'web:1'],
        ['FAILED', 'web:2'],
      ]);
      const service = await world.untilSteady();
      expect(service.taskDefinition).toMatch(/web:1$/);
      expect(messages(service)).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^\(deployment ecs-svc\/\d+\) deployment failed: alarm detected\.$/),
          expect.stringMatching(/^rolling back to deployment ecs-svc\/\d+\.$/),
        ]),
      );
    }));

  test('stays FAILED without rollback', () =>
    release(
      async (world) => {
        await world.update({ taskDefinition: 'web:2' });
        world.alarm.state = 'ALARM';
        await world.wait(600);
        expect((await stateOf(world))?.[0]).toEqual(['FAILED', 'web:2']);
      },
      { rollback: false },
    ));

  test('is IN_PROGRESS for a while after its tasks are well, and an alarm counts until then', () =>
    release(async (world) => {
      await world.update({ taskDefinition: 'web:2' });
      await world.wait(300);
      expect(await stateOf(world)).toEqual([['IN_PROGRESS', 'web:2']]);
      world.alarm.state = 'ALARM';
      await world.untilSteady();
      expect(await stateOf(world)).toEqual([['COMPLETED', 'web:1']]);
      world.alarm.state = 'OK';
      await world.update({ taskDefinition: 'web:2' });
      await world.wait(600);
      expect(await stateOf(world)).toEqual([['COMPLETED', 'web:2']]);
      world.alarm.state = 'ALARM';
      await world.wait(600);
      expect(await stateOf(world)).toEqual([['COMPLETED', 'web:2']]);
    }));

  test('ignores them all when one is in ALARM before it begins', () =>
    release(async (world) => {
      world.alarm.state = 'ALARM';
      await world.update({ taskDefinition: 'web:2' });
      await world.wait(300);
      expect(await stateOf(world)).toEqual([['COMPLETED', 'web:2']]);
    }));

  test('costs no timer once it is over', () =>
    release(async (world) => {
      const before = world.timers.count;
      await world.wait(3600);
      expect(world.timers.count).toBe(before);
    }));
});

test('where nobody has alarms they are refused', async () => {
  const world = createWorld();
  await world.run(async () => {
    await world.register('app:1');
    const deploymentConfiguration = { alarms: { alarmNames: ['a'], enable: true, rollback: true } };
    await expect(world.createService({ deploymentConfiguration })).rejects.toMatchObject({
      name: 'NotImplemented',
      message: 'The embedded AWS does not implement deployment alarms of CreateService.',
    });
  });
});
