import { describe, expect, test } from '@jest/globals';
import { SUBNETS } from '../../ec2/testing/networks.ts';
import { beginSteady } from '../testing/stories.ts';
import { createWebGroup } from '../testing/target-group.ts';
import { createWorld, isSteady, messages, type World } from '../testing/world.ts';

const images = async (world: World) =>
  (await world.listTasks()).map(({ containers }) => containers?.[0]?.image).sort();

/** Events without ids, as a person reads them. */
const story = (texts: readonly string[]) =>
  texts.map((text) => text.replaceAll(/[0-9a-f]{32}/g, '…').replaceAll(/ecs-svc\/\d{19}/g, 'ecs-svc/…'));

describe('a rolling deployment', () => {
  test('tells its steps in the words and the order of ECS', async () => {
    const world = createWorld();
    await world.run(async () => {
      await beginSteady(world, { desiredCount: 1 });
      const before = messages(await world.describe()).length;
      const { service } = await world.update({ taskDefinition: 'web' });
      expect(service?.deployments).toMatchObject([
        { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', desiredCount: 1, runningCount: 0, failedTasks: 0 },
        { status: 'ACTIVE', rolloutState: 'COMPLETED', desiredCount: 1, runningCount: 1 },
      ]);
      expect(service?.deployments?.[0]?.id).toMatch(/^ecs-svc\/\d{19}$/);
      expect(service?.deployments?.[0]?.rolloutStateReason).toBe(
        `ECS deployment ${service?.deployments?.[0]?.id} in progress.`,
      );
      const done = await world.untilSteady();
      expect(done.deployments?.[0]).toMatchObject({
        id: service?.deployments?.[0]?.id,
        rolloutStateReason: `ECS deployment ${service?.deployments?.[0]?.id} completed.`,
      });
      expect(story(messages(done).slice(before))).toEqual([
        'has started 1 tasks: (task …).',
        `registered 1 targets in (target-group ${world.group()})`,
        'has stopped 1 running tasks: (task …).',
        `deregistered 1 targets in (target-group ${world.group()})`,
        'has begun draining connections on 1 tasks.',
        '(deployment ecs-svc/…) deployment completed.',
        'has reached a steady state.',
      ]);
      expect(await images(world)).toEqual(['app:2']);
    });
  });

  test('lasts until the old tasks have drained: the waiter must not pass before', async () => {
    const world = createWorld({ targets: { deregistrationDelaySeconds: 300 } });
    await world.run(async () => {
      await beginSteady(world, { desiredCount: 1 });
      await world.update({ taskDefinition: 'web' });
      const draining = await world.until(({ events }) => /draining/.test(events?.[0]?.message ?? ''));
      expect(draining).toMatchObject({ runningCount: 1, deployments: [{}, { runningCount: 0 }] });
      await world.wait(290);
      expect((await world.describe()).deployments).toMatchObject([
        { status: 'PRIMARY', rolloutState: 'IN_PROGRESS' },
        { status: 'ACTIVE' },
      ]);
      await world.until(isSteady, 60);
    });
  });

  test('keeps the minimum and the maximum at every moment', async () => {
    const world = createWorld();
    await world.run(async () => {
      const deploymentConfiguration = { minimumHealthyPercent: 50, maximumPercent: 150 };
      await beginSteady(world, { desiredCount: 4, deploymentConfiguration });
      await world.update({ taskDefinition: 'web' });
      const seen: [running: number, active: number][] = [];
      const done = await world.until((service) => {
        const { runningCount = 0, pendingCount = 0 } = service;
        seen.push([runningCount, runningCount + pendingCount]);
        return isSteady(service);
      });
      expect(Math.min(...seen.map(([running]) => running))).toBe(2);
      expect(Math.max(...seen.map(([, active]) => active))).toBe(6);
      expect(done.runningCount).toBe(4);
      expect(await images(world)).toEqual(Array(4).fill('app:2'));
    });
  });

  test('says so when the percentages let it do nothing', async () => {
    const world = createWorld();
    await world.run(async () => {
      await beginSteady(world, {
        desiredCount: 1,
        deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 100 },
      });
      await world.update({ taskDefinition: 'web' });
      await world.wait(600);
      const blocked = messages(await world.describe()).filter((text) => text.startsWith('was unable'));
      expect(blocked).toEqual([
        'was unable to stop or start tasks during a deployment because of the service deployment configuration. ' +
          'Update the minimumHealthyPercent or maximumPercent value and try again.',
      ]);
      expect(await images(world)).toEqual(['app:1']);
      await world.update({ deploymentConfiguration: { maximumPercent: 200 } });
      await world.untilSteady();
      expect(await images(world)).toEqual(['app:2']);
    });
  });

  test('supersedes one that is still under way', async () => {
    const world = createWorld({ behaviours: { 'app:2': { environment: { NEVER_READY: 'true' } } } });
    await world.run(async () => {
      await beginSteady(world, { desiredCount: 2, healthCheckGracePeriodSeconds: 3600 });
      await world.update({ taskDefinition: 'web' });
      await world.until(({ runningCount }) => runningCount === 4);
      await world.register('app:3');
      const { service } = await world.update({ taskDefinition: 'web' });
      expect(service?.deployments?.map(({ status, rolloutState }) => `${status} ${rolloutState}`)).toEqual([
        'PRIMARY IN_PROGRESS',
        'ACTIVE IN_PROGRESS',
        'ACTIVE COMPLETED',
      ]);
      await world.untilSteady();
      expect(await images(world)).toEqual(['app:3', 'app:3']);
    });
  });
});

test('a task of two target groups is registered in both, and drained by the slower one', async () => {
  const world = createWorld({ targets: { deregistrationDelaySeconds: 10 } });
  await world.run(async () => {
    const [first, second] = [
      world.group(),
      await createWebGroup(world.loadBalancing, { name: 'api', deregistrationDelaySeconds: 200 }),
    ];
    await world.register('app:1');
    const loadBalancers = [first, second].map((targetGroupArn) => ({
      targetGroupArn,
      containerName: 'app',
      containerPort: 8080,
    }));
    await world.createService({ loadBalancers });
    await world.untilSteady();
    await world.update({ desiredCount: 0 });
    await world.wait(150);
    const texts = messages(await world.describe());
    for (const group of [first, second]) {
      expect(texts).toContain(`registered 1 targets in (target-group ${group})`);
      expect(texts).toContain(`deregistered 1 targets in (target-group ${group})`);
    }
    expect((await world.listTasks('STOPPED'))[0]?.lastStatus).toBe('DEACTIVATING');
    await world.wait(120);
    expect((await world.listTasks('STOPPED'))[0]?.lastStatus).toBe('STOPPED');
  });
});

describe('what begins a deployment', () => {
  test('desired count, grace period, percentages and an unchanged definition do not', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      const [before] = (await world.untilSteady()).deployments ?? [];
      await world.update({ taskDefinition: 'web' });
      await world.update({
        taskDefinition: 'web:1',
        loadBalancers: undefined,
        healthCheckGracePeriodSeconds: 7,
      });
      await world.update({ deploymentConfiguration: { minimumHealthyPercent: 0 } });
      await world.update({ desiredCount: 2 });
      const after = await world.untilSteady();
      expect(after.deployments?.map(({ id }) => id)).toEqual([before?.id]);
      expect(after).toMatchObject({
        healthCheckGracePeriodSeconds: 7,
        deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 200 },
      });
    });
  });

  test('forceNewDeployment and other load balancers or networks do', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      const ids = [(await world.untilSteady()).deployments?.[0]?.id];
      const subnets = SUBNETS.slice(2);
      for (const change of [
        { forceNewDeployment: true },
        { networkConfiguration: { awsvpcConfiguration: { subnets } } },
        { loadBalancers: [] },
      ]) {
        await world.update(change);
        ids.push((await world.untilSteady()).deployments?.[0]?.id);
      }
      expect(new Set(ids).size).toBe(4);
      const [task] = await world.listTasks();
      expect(task?.attachments?.[0]?.details?.[0]).toEqual({ name: 'subnetId', value: SUBNETS[2] });
      expect(world.registrations.at(-1)).toMatch(/^deregister/);
    });
  });

  test('at desired count 0 a deployment completes at once, and scaling up later is none', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ desiredCount: 0 });
      const empty = await world.until(isSteady, 15);
      expect(messages(empty)).toEqual([
        `(deployment ${empty.deployments?.[0]?.id}) deployment completed.`,
        'has reached a steady state.',
      ]);
      await world.register('app:2');
      await world.update({ taskDefinition: 'web' });
      const [deployment] = (await world.until(isSteady, 15)).deployments ?? [];
      await world.update({ desiredCount: 2 });
      const full = await world.untilSteady();
      expect(full.deployments).toMatchObject([{ id: deployment?.id, runningCount: 2 }]);
      expect(await images(world)).toEqual(['app:2', 'app:2']);
    });
  });
});
