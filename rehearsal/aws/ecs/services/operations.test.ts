import { DeleteServiceCommand, DescribeServicesCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { createWorld, START } from '../testing/world.ts';

describe('a service', () => {
  test('is returned as AWS returns it', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      const { service } = await world.createService({ desiredCount: 2, tags: [{ key: 'a', value: '1' }] });
      expect(service).toMatchObject({
        serviceArn: 'arn:aws:ecs:eu-west-1:123456789012:service/default/web',
        clusterArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/default',
        status: 'ACTIVE',
        desiredCount: 2,
        runningCount: 0,
        pendingCount: 0,
        launchType: 'FARGATE',
        platformVersion: 'LATEST',
        platformFamily: 'Linux',
        schedulingStrategy: 'REPLICA',
        healthCheckGracePeriodSeconds: 0,
        deploymentConfiguration: {
          deploymentCircuitBreaker: { enable: false, rollback: false },
          maximumPercent: 200,
          minimumHealthyPercent: 100,
        },
        events: [],
        createdAt: new Date(START),
        tags: [{ key: 'a', value: '1' }],
      });
      expect(await world.describe()).not.toHaveProperty('tags');
    });
  });

  test('shows the platform version as it was given, and what it stands for on the deployment', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      expect(await world.describe()).toMatchObject({
        platformVersion: 'LATEST',
        deployments: [{ platformVersion: '1.4.0' }],
      });
      await world.update({ platformVersion: '1.4.0' });
      expect(await world.describe()).toMatchObject({
        platformVersion: '1.4.0',
        deployments: [{ platformVersion: '1.4.0' }],
      });
    });
  });

  test('is found by name and ARN, and missed with MISSING', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      const { service } = await world.createService({ desiredCount: 0 });
      const { services, failures } = await world.client.send(
        new DescribeServicesCommand({
          cluster: service?.clusterArn,
          services: [service?.serviceArn ?? '', 'web', 'other'],
          include: ['TAGS'],
        }),
      );
      expect(services).toMatchObject([{ serviceName: 'web', tags: [] }, { serviceName: 'web' }]);
      expect(failures).toEqual([
        { arn: 'arn:aws:ecs:eu-west-1:123456789012:service/default/other', reason: 'MISSING' },
      ]);
    });
  });

  test.each([
    [[], 'Services cannot be empty.'],
    [Array.from({ length: 11 }, (_, index) => `s${index}`), 'Services must contain at most 10 entries.'],
  ])('is described with at most nine others: %j', async (services, message) => {
    const world = createWorld();
    await world.createCluster({});
    await expect(world.client.send(new DescribeServicesCommand({ services }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
    });
  });

  test('belongs to its cluster', async () => {
    const world = createWorld();
    await expect(
      world.client.send(new DescribeServicesCommand({ cluster: 'other', services: ['web'] })),
    ).rejects.toMatchObject({ name: 'ClusterNotFoundException', message: 'Cluster not found.' });
  });

  test('is created once: the same call finds it, another one is refused', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      const { service } = await world.createService({ clientToken: 'first' });
      const { service: again } = await world.createService({ clientToken: 'second' });
      expect(again?.deployments?.[0]?.id).toBe(service?.deployments?.[0]?.id);
      await expect(world.createService({ desiredCount: 5 })).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: 'Creation of service was not idempotent.',
      });
    });
  });
});

test('capacity providers are the cluster’s own, and kept', async () => {
  const world = createWorld();
  await world.run(async () => {
    await world.register('app:1');
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE', weight: 1 }];
    const input = { launchType: undefined, capacityProviderStrategy, loadBalancers: [] };
    await expect(world.createService(input)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await world.createCluster({ clusterName: 'spot', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
    const { service } = await world.createService({ ...input, cluster: 'spot' });
    expect(service).toMatchObject({
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }],
    });
    expect(service).not.toHaveProperty('launchType');
  });
});

describe('DeleteService', () => {
  const remove = (force = false) => new DeleteServiceCommand({ service: 'web', force });

  test('wants the service scaled to 0, or force; then it drains and is INACTIVE', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ desiredCount: 2 });
      await world.untilSteady();
      await expect(world.client.send(remove())).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: 'The service cannot be stopped while it is scaled above 0.',
      });
      const { service } = await world.client.send(remove(true));
      expect(service).toMatchObject({ status: 'DRAINING', desiredCount: 0 });
      await expect(world.createService()).rejects.toMatchObject({
        message: 'Unable to Start a service that is still Draining.',
      });
      await world.until(({ status }) => status === 'INACTIVE', 120);
      expect(await world.listTasks()).toEqual([]);
      await expect(world.update({ desiredCount: 1 })).rejects.toMatchObject({
        name: 'ServiceNotActiveException',
        message: 'Service was not ACTIVE.',
      });
      expect((await world.createService()).service?.status).toBe('ACTIVE');
      await world.untilSteady();
    });
  });
});

test('ListServices gives ten a page and no deleted ones', async () => {
  const world = createWorld();
  await world.run(async () => {
    await world.register('app:1');
    for (let count = 10; count < 23; count += 1) {
      await world.createService({ serviceName: `s${count}`, desiredCount: 0 });
    }
    await world.client.send(new DeleteServiceCommand({ service: 's10' }));
    await world.wait(60);
    const first = await world.client.send(new ListServicesCommand({}));
    const second = await world.client.send(new ListServicesCommand({ nextToken: first.nextToken }));
    const names = [...(first.serviceArns ?? []), ...(second.serviceArns ?? [])].map((arn) =>
      arn.split('/').at(-1),
    );
    expect(first.serviceArns).toHaveLength(10);
    expect(names).toEqual(Array.from({ length: 12 }, (_, index) => `s${index + 11}`));
  });
});
