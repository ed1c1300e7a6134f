import type { Service } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { StartError } from '../../runtime/runtime.ts';
import { BREAKER, failNextPulls, releaseBad } from '../testing/stories.ts';
import { createWorld, isSteady, messages } from '../testing/world.ts';

const CRASHING = { 'app:bad': { environment: { CRASH_AFTER_SECONDS: '3' } } };
const NEVER_READY = { 'app:bad': { environment: { NEVER_READY: 'true' } } };
const UNPULLABLE = { 'app:bad': { pullError: 'CannotPullContainerError: app:bad: not found' } };

describe('the deployment circuit breaker', () => {
  test.each([
    ['crashes', CRASHING],
    ['never gets ready', NEVER_READY],
    ['cannot be pulled', UNPULLABLE],
  ])('goes back when the new version %s, and the old one serves all the time', async (_name, behaviours) => {
    const world = createWorld({ behaviours });
    await world.run(async () => {
      const failed = await releaseBad(world);
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
      await releaseBad(world);
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
      const failed = await releaseBad(world, { deploymentConfiguration });
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
      const id = await releaseBad(world);
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
      const id = await releaseBad(world, { deploymentConfiguration: {} });
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
      const failed = await releaseBad(world, {
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
      await releaseBad(world, { loadBalancers: [] });
      await world.wait(1800);
      expect((await world.describe()).deployments?.[0]).toMatchObject({
        rolloutState: 'IN_PROGRESS',
        failedTasks: 0,
      });
    });
  });
});
