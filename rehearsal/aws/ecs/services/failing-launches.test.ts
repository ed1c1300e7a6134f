import { describe, expect, test } from '@jest/globals';
import { failNextPulls, releaseBad } from '../testing/stories.ts';
import { createWorld, isSteady, messages } from '../testing/world.ts';

const UNPULLABLE = { 'app:bad': { pullError: 'CannotPullContainerError: app:bad: not found' } };

describe('launches that fail', () => {
  test('become rarer, with the reason each time and a word about it', async () => {
    const world = createWorld({ behaviours: UNPULLABLE });
    await world.run(async () => {
      await releaseBad(world, { desiredCount: 1, deploymentConfiguration: {} });
      await world.wait(2 * 3600);
      const events = (await world.describe()).events?.toReversed() ?? [];
      const place = events.filter(({ message }) =>
        message?.endsWith(
          'was unable to place a task. Reason: CannotPullContainerError: app:bad: not found.',
        ),
      );
      const times = place.map(({ createdAt }) => Number(createdAt) / 60_000);
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      expect(gaps.map((gap) => Math.round(gap))).toEqual([1, 3, 5, 9, 17, 28, 28, 28]);
      expect(events.filter(({ message }) => message?.includes('consistently'))).toMatchObject([
        { message: '(service web) is unable to consistently start tasks successfully.' },
      ]);
      const [task] = await world.listTasks('STOPPED');
      expect(task).toMatchObject({
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'CannotPullContainerError: app:bad: not found',
      });
    });
  });

  test('are forgotten as soon as a task runs', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      failNextPulls(world, 2);
      await world.createService();
      await world.untilSteady();
      const [task] = await world.listTasks();
      failNextPulls(world, 2);
      await world.stopTask(task?.taskArn);
      await world.wait(30);
      await world.until(isSteady, 400);
      expect(messages(await world.describe()).join()).not.toMatch(/consistently/);
    });
  });

  test('an update ends the wait', async () => {
    const world = createWorld({ behaviours: UNPULLABLE });
    await world.run(async () => {
      await releaseBad(world, { desiredCount: 1, deploymentConfiguration: {} });
      await world.wait(3600);
      await world.register('app:3');
      await world.update({ taskDefinition: 'web' });
      await world.until(({ events }) => /has started/.test(events?.[0]?.message ?? ''), 15);
      await world.untilSteady();
    });
  });

  test('a shortage of capacity shows as an event and no task', async () => {
    let refusal: string | undefined = 'Capacity is unavailable at this time. Please try again later.';
    const world = createWorld({ placementRefusal: () => refusal });
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      await world.wait(60);
      expect(messages(await world.describe())).toEqual([
        'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later.',
      ]);
      expect(await world.listTasks()).toEqual([]);
      refusal = undefined;
      await world.untilSteady();
    });
  });

  test('a launch refused once is tried again in the next turn, whatever else is waited for', async () => {
    const refusals: (string | undefined)[] = [];
    const world = createWorld({ placementRefusal: () => refusals.pop() });
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ loadBalancers: [] });
      await world.until(({ runningCount }) => runningCount === 1);
      refusals.push('Capacity is unavailable at this time.');
      await world.update({ desiredCount: 2 });
      await world.wait(21);
      expect(messages(await world.describe()).at(-1)).toMatch(/^has started 1 tasks/);
    });
  });
});
