import {
  type CreateServiceCommandInput,
  DeleteServiceCommand,
  DescribeServicesCommand,
  ListServicesCommand,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { createGroup, removeLoadBalancer } from '../testing/target-group.ts';
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

describe('CreateService refuses', () => {
  test.each<[Partial<CreateServiceCommandInput>, string, string]>([
    [{ serviceName: 'my service' }, 'InvalidParameterException', 'Invalid service name: my service'],
    [
      { desiredCount: undefined },
      'InvalidParameterException',
      'desiredCount is required when schedulingStrategy is REPLICA.',
    ],
    [{ desiredCount: -1 }, 'InvalidParameterException', 'desiredCount can not be negative.'],
    [{ taskDefinition: 'other' }, 'ClientException', 'TaskDefinition not found.'],
    [{ taskDefinition: 'web:1' }, 'InvalidParameterException', 'TaskDefinition is inactive'],
    [
      { networkConfiguration: undefined },
      'InvalidParameterException',
      "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    ],
    [
      { loadBalancers: [], healthCheckGracePeriodSeconds: 30 },
      'InvalidParameterException',
      'Health check grace period is only valid for services configured to use load balancers',
    ],
    [
      { deploymentConfiguration: { minimumHealthyPercent: 101 } },
      'InvalidParameterException',
      'minimumHealthyPercent must be between 0 and 100.',
    ],
    [
      { deploymentConfiguration: { maximumPercent: 99 } },
      'InvalidParameterException',
      'maximumPercent must be between 100 and 200.',
    ],
    [
      { capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] },
      'InvalidParameterException',
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    ],
    [{ launchType: undefined }, 'NotImplemented', 'The embedded AWS does not implement launch type EC2.'],
    [
      { deploymentController: { type: 'CODE_DEPLOY' } },
      'NotImplemented',
      'The embedded AWS does not implement deployment controller CODE_DEPLOY.',
    ],
    [
      { deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 } },
      'NotImplemented',
      'The embedded AWS does not implement deployment strategy BLUE_GREEN.',
    ],
    [
      { deploymentConfiguration: { alarms: { alarmNames: ['a'], enable: true, rollback: true } } },
      'NotImplemented',
      'The embedded AWS does not implement deployment alarms of CreateService.',
    ],
    [
      { schedulingStrategy: 'DAEMON' },
      'NotImplemented',
      'The embedded AWS does not implement scheduling strategy DAEMON.',
    ],
    [
      { serviceRegistries: [{ registryArn: 'arn' }] },
      'NotImplemented',
      'The embedded AWS does not implement serviceRegistries of CreateService.',
    ],
  ])('%j', async (input, name, message) => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:0');
      await world.deregister('web:1');
      await world.register('app:1');
      await expect(world.createService(input)).rejects.toMatchObject({ name, message });
      const { serviceArns } = await world.client.send(new ListServicesCommand({}));
      expect(serviceArns).toEqual([]);
    });
  });
});

describe('a load balancer is refused', () => {
  test.each([
    ['web', 8080, 'The container web does not exist in the task definition.'],
    ['app', 80, 'The container app did not have a container port 80 defined.'],
  ])('for %s and port %i', async (containerName, containerPort, message) => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      const loadBalancers = [{ targetGroupArn: world.group(), containerName, containerPort }];
      await expect(world.createService({ loadBalancers })).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message,
      });
    });
  });

  test('whose target group is in no rule, or is not there', async () => {
    const world = createWorld();
    const alone = await createGroup(world.loadBalancing, 'alone');
    await world.run(async () => {
      await world.register('app:1');
      const create = (targetGroupArn: string) =>
        world.createService({
          loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 8080 }],
        });
      await expect(create(alone)).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: `The target group with targetGroupArn ${alone} does not have an associated load balancer.`,
      });
      await expect(create(`${alone}0`)).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: `The specified target group does not exist: ${alone}0`,
      });
    });
  });
});

describe('UpdateService refuses, and then changes nothing,', () => {
  test.each<[Partial<UpdateServiceCommandInput>, string, string]>([
    [{ service: 'other' }, 'ServiceNotFoundException', 'Service not found.'],
    [{ taskDefinition: 'web:9', desiredCount: 9 }, 'ClientException', 'TaskDefinition not found.'],
    [
      { taskDefinition: 'renamed', desiredCount: 9 },
      'InvalidParameterException',
      'The container app does not exist in the task definition.',
    ],
    [{ desiredCount: -1 }, 'InvalidParameterException', 'desiredCount can not be negative.'],
    [
      { deploymentController: { type: 'EXTERNAL' } },
      'NotImplemented',
      'The embedded AWS does not implement deployment controller EXTERNAL.',
    ],
  ])('%j', async (input, name, message) => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.register('app:1', {
        family: 'renamed',
        containerDefinitions: [{ name: 'other', image: 'app:1' }],
      });
      await world.createService();
      const before = await world.untilSteady();
      await expect(world.update(input)).rejects.toMatchObject({ name, message });
      expect(await world.describe()).toEqual(before);
    });
  });

  test('a group that has lost its rule does not hinder scaling, but does a new definition', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ desiredCount: 0 });
      await removeLoadBalancer(world.loadBalancing, world.group());
      await world.update({ desiredCount: 1 });
      await world.register('app:2');
      await expect(world.update({ taskDefinition: 'web' })).rejects.toMatchObject({
        message: `The target group with targetGroupArn ${world.group()} does not have an associated load balancer.`,
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
