import type { Service } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { StartError } from '../../runtime/runtime.ts';
import { createWorld, isSteady, messages, type World } from '../testing/world.ts';

const BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: true } };
const CRASHING = { 'app:bad': { environment: { CRASH_AFTER_SECONDS: '3' } } };
const NEVER_READY = { 'app:bad': { environment: { NEVER_READY: 'true' } } };
const UNPULLABLE = { 'app:bad': { pullError: 'CannotPullContainerError: app:bad: not found' } };

async function begin(world: World, input: Parameters<World['createService']>[0] = {}) {
  await world.register('app:1');
  await world.createService({ desiredCount: 2, deploymentConfiguration: BREAKER, ...input });
  await world.untilSteady();
  await world.register('app:bad');
  const { service } = await world.update({ taskDefinition: 'web' });
  return service?.deployments?.[0]?.id;
}

function failNextPulls({ runtime }: World, count: number): void {
  const { pull } = runtime;
  let left = count;
  runtime.pull = (image) => {
    left -= 1;
    return left < 0 ? pull(image) : Promise.reject(new StartError('CannotPullContainerError: busy'));
  };
}

describe('the deployment circuit breaker', () => {
  test.each([
    ['crashes', CRASHING],
    ['never gets ready', NEVER_READY],
    ['cannot be pulled', UNPULLABLE],
  ])('goes back when the new version %s, and the old one serves all the time', async (_name, behaviours) => {
    const world = createWorld({ behaviours });
    await world.run(async () => {
      const failed = await begin(world);
      const service = await world.until(({ deployments }) => deployments?.[0]?.id !== failed);
      const [rollback, bad, old] = service.deployments ?? [];
      expect(rollback).toMatchObject({
        status: 'PRIMARY',
        rolloutState: 'IN_PROGRESS',
        rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${rollback?.id}.`,
        failedTasks: 0,
      });
      expect(rollback?.taskDefinition).toMatch(/web:1$/);
      expect(bad).toMatchObject({
        id: failed,
        status: 'ACTIVE',
        rolloutState: 'FAILED',
        rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
      });
      expect(bad?.failedTasks).toBeGreaterThanOrEqual(3);
      expect(old).toMatchObject({ status: 'ACTIVE', rolloutState: 'COMPLETED', runningCount: 2 });
      expect(messages(service)).toEqual(
        expect.arrayContaining([
          `(deployment ${failed}) deployment failed: tasks failed to start.`,
          `rolling back to deployment ${rollback?.id}.`,
        ]),
      );

      const running: number[] = [];
      const settled = await world.until((seen) => {
        running.push(seen.runningCount ?? 0);
        const isSeen = seen.deployments?.some(
          ({ id, rolloutState }) => id === failed && rolloutState === 'FAILED',
        );
        expect(isSeen).toBe(seen.deployments?.[0]?.rolloutState === 'IN_PROGRESS');
        return isSteady(seen);
      });
      expect(Math.min(...running)).toBeGreaterThanOrEqual(2);
      expect(settled.taskDefinition).toMatch(/web:1$/);
      expect(settled.deployments).toMatchObject([{ id: rollback?.id, runningCount: 2 }]);
    });
  });

  test('does not go back from going back', async () => {
    const world = createWorld({ behaviours: CRASHING });
    await world.run(async () => {
      await begin(world);
      world.runtime.pull = () => Promise.reject(new StartError('CannotPullContainerError: registry is gone'));
      const isFailedRollback = ({ deployments = [] }: Service) =>
        deployments[0]?.rolloutState === 'FAILED' &&
        deployments[0].taskDefinition?.endsWith('web:1') === true;
      await world.until(isFailedRollback);
      await world.wait(1800);
      const service = await world.describe();
      expect(isFailedRollback(service)).toBe(true);
      expect(messages(service).filter((text) => text.startsWith('rolling back'))).toHaveLength(1);
      expect(service.runningCount).toBe(2);
    });
  });

  test('without rollback the deployment stays FAILED and starts nothing more', async () => {
    const world = createWorld({ behaviours: CRASHING });
    await world.run(async () => {
      const deploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback: false } };
      const failed = await begin(world, { deploymentConfiguration });
      await world.until(({ deployments }) => deployments?.[0]?.rolloutState === 'FAILED');
      await world.wait(60);
      const started = messages(await world.describe()).filter((text) =>
        text.startsWith('has started'),
      ).length;
      await world.wait(1800);
      const service = await world.describe();
      expect(service.deployments).toMatchObject([
        { id: failed, status: 'PRIMARY', rolloutState: 'FAILED' },
        { status: 'ACTIVE', runningCount: 2 },
      ]);
      expect(messages(service).filter((text) => text.startsWith('has started'))).toHaveLength(started);
    });
  });

  test('a first deployment has nothing to go back to', async () => {
    const world = createWorld({ behaviours: CRASHING });
    await world.run(async () => {
      await world.register('app:bad');
      await world.createService({ deploymentConfiguration: BREAKER });
      await world.until(({ deployments }) => deployments?.[0]?.rolloutState === 'FAILED');
      await world.wait(600);
      expect((await world.describe()).deployments).toMatchObject([
        { status: 'PRIMARY', rolloutState: 'FAILED' },
      ]);
    });
  });

  test('guards nothing that has completed: a later crash loop only makes new tasks', async () => {
    const behaviours = { 'app:bad': { environment: { CRASH_AFTER_SECONDS: '120' } } };
    const world = createWorld({ behaviours });
    await world.run(async () => {
      const id = await begin(world);
      await world.untilSteady();
      await world.wait(1800);
      expect((await world.describe()).deployments).toMatchObject([
        { id, rolloutState: 'COMPLETED', failedTasks: 0 },
      ]);
    });
  });

  test('is off by default: failures are counted and tried again for ever', async () => {
    const world = createWorld({ behaviours: CRASHING });
    await world.run(async () => {
      const id = await begin(world, { deploymentConfiguration: {} });
      await world.wait(3600);
      const [primary] = (await world.describe()).deployments ?? [];
      expect(primary).toMatchObject({ id, rolloutState: 'IN_PROGRESS' });
      expect(primary?.failedTasks).toBeGreaterThan(3);
    });
  });

  test('a count of its own trips it at the first failure', async () => {
    const world = createWorld({ behaviours: NEVER_READY });
    await world.run(async () => {
      const thresholdConfiguration = { type: 'COUNT' as const, value: 1 };
      const failed = await begin(world, {
        desiredCount: 1,
        deploymentConfiguration: {
          deploymentCircuitBreaker: { enable: true, rollback: true, thresholdConfiguration },
        },
      });
      const service = await world.until(({ deployments }) => deployments?.[0]?.id !== failed);
      expect(service.deployments?.[1]).toMatchObject({ id: failed, failedTasks: 1 });
    });
  });

  test.each([
    ['with', undefined],
    ['without', []],
  ])('%s a load balancer a task that is well ends a row of failures', async (_name, loadBalancers) => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      failNextPulls(world, 2);
      await world.createService(loadBalancers ? { loadBalancers } : {});
      const counts: (number | undefined)[] = [];
      const running = await world.until(({ runningCount, deployments }) => {
        counts.push(deployments?.[0]?.failedTasks);
        return runningCount === 1;
      });
      expect(Math.max(...counts.map(Number))).toBe(2);
      await world.wait(25);
      expect(running.deployments).toMatchObject([{ rolloutState: 'IN_PROGRESS' }]);
      expect((await world.describe()).deployments?.[0]?.failedTasks).toBe(0);
    });
  });

  test('counts all failures together when told not to begin anew', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      failNextPulls(world, 2);
      const deploymentCircuitBreaker = { enable: true, rollback: false, resetOnHealthyTask: false };
      await world.createService({ deploymentConfiguration: { deploymentCircuitBreaker } });
      const { deployments } = await world.untilSteady();
      expect(deployments?.[0]?.failedTasks).toBe(2);
    });
  });

  test('without health checks an exit after RUNNING does not count', async () => {
    const behaviours = { 'app:bad': { environment: { CRASH_AFTER_SECONDS: '10' } } };
    const world = createWorld({ behaviours });
    await world.run(async () => {
      await begin(world, { loadBalancers: [] });
      await world.wait(1800);
      expect((await world.describe()).deployments?.[0]).toMatchObject({
        rolloutState: 'IN_PROGRESS',
        failedTasks: 0,
      });
    });
  });
});

describe('launches that fail', () => {
  test('become rarer, with the reason each time and a word about it', async () => {
    const world = createWorld({ behaviours: UNPULLABLE });
    await world.run(async () => {
      await begin(world, { desiredCount: 1, deploymentConfiguration: {} });
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
      await begin(world, { desiredCount: 1, deploymentConfiguration: {} });
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
