import { describe, expect, test } from '@jest/globals';
import { createWorld, messages } from '../testing/world.ts';

/** Ready at first, then for good no more. */
const TURNS_BAD = { 'app:1': { environment: { ERRORS_AFTER_SECONDS: '120', ERRORS_FAIL_HEALTH: 'true' } } };

describe('a task that the load balancer finds unhealthy', () => {
  test.each([
    ['with', 1],
    ['without', 0],
  ])('is replaced, the replacement first where there is room: %s traffic', async (_name, weight) => {
    const world = createWorld({ behaviours: TURNS_BAD, targets: { weight } });
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      const steady = await world.untilSteady();
      const [bad] = await world.listTasks();
      const counts: number[] = [];
      const replaced = await world.until((service) => {
        counts.push(service.runningCount ?? 0);
        return /draining/.test(service.events?.[0]?.message ?? '');
      });
      expect(Math.min(...counts)).toBe(1);
      expect(replaced.deployments).toMatchObject([{ rolloutState: 'COMPLETED', failedTasks: 0 }]);
      const [started, registered, unhealthy, stopped, deregistered, draining] = messages(replaced).slice(
        messages(steady).length,
      );
      expect(started).toMatch(
        /^has started 1 tasks: \(task \w+\)\. Amazon ECS replaced 1 tasks due to an unhealthy status\.$/,
      );
      expect(registered).toMatch(/^registered 1 targets/);
      const id = bad?.taskArn?.split('/').at(-1);
      expect(unhealthy).toBe(
        `(task ${id}) (port 8080) is unhealthy in (target-group ${world.group()}) due to (reason Health checks failed with these codes: [500])`,
      );
      expect(stopped).toBe(`has stopped 1 running tasks: (task ${id}).`);
      expect(deregistered).toBe(`deregistered 1 targets in (target-group ${world.group()})`);
      expect(draining).toBe('has begun draining connections on 1 tasks.');
      await world.wait(60);
      const task = (await world.listTasks('STOPPED')).find(({ taskArn }) => taskArn === bad?.taskArn);
      expect(task).toMatchObject({
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: `Task failed ELB health checks in (target-group ${world.group()})`,
        containers: [{ exitCode: 0 }],
      });
    });
  });

  test('makes way first where there is no room for a replacement', async () => {
    const world = createWorld({ behaviours: TURNS_BAD });
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({
        desiredCount: 2,
        deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 100 },
      });
      await world.untilSteady();
      const running: number[] = [];
      const active: number[] = [];
      await world.until((service) => {
        running.push(service.runningCount ?? 0);
        active.push((service.runningCount ?? 0) + (service.pendingCount ?? 0));
        return messages(service).filter((text) => text.includes('due to an unhealthy status')).length === 2;
      });
      expect(Math.max(...active)).toBe(2);
      expect(Math.min(...running)).toBe(1);
    });
  });

  test('is left alone in the grace period', async () => {
    const behaviours = { 'app:1': { environment: { READY_DELAY_SECONDS: '100' } } };
    const world = createWorld({ behaviours });
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ healthCheckGracePeriodSeconds: 120 });
      const service = await world.untilSteady();
      expect(messages(service).filter((text) => text.startsWith('has started'))).toHaveLength(1);
    });
  });

  test('is stopped without end when the grace period is shorter than the start', async () => {
    const behaviours = { 'app:1': { environment: { READY_DELAY_SECONDS: '100' } } };
    const world = createWorld({ behaviours });
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ desiredCount: 3, healthCheckGracePeriodSeconds: 30 });
      await world.wait(1800);
      const service = await world.describe();
      expect(service.deployments?.[0]?.rolloutState).toBe('IN_PROGRESS');
      const texts = messages(service);
      expect(texts.filter((text) => text.startsWith('has started')).length).toBeGreaterThan(5);
      // These tasks were RUNNING, so launches are not held back.
      expect(texts.join()).not.toMatch(/consistently/);
    });
  });
});

test('a service counts a flapping task as often as it flaps', async () => {
  const behaviours = { 'app:1': { flapping: { readySeconds: 60, unreadySeconds: 60 } } };
  const world = createWorld({ behaviours });
  await world.run(async () => {
    await world.register('app:1');
    await world.createService();
    await world.untilSteady();
    await world.wait(1200);
    const started = messages(await world.describe()).filter((text) =>
      text.includes('due to an unhealthy status'),
    );
    expect(started.length).toBeGreaterThan(3);
  });
});
