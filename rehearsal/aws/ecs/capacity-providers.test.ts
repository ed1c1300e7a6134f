import { DescribeTasksCommand, ListTasksCommand } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { createWorld } from './testing/world.ts';

const SPOT_MOSTLY = [
  { capacityProvider: 'FARGATE', base: 1, weight: 1 },
  { capacityProvider: 'FARGATE_SPOT', weight: 4 },
];

describe('a capacity provider strategy', () => {
  test('gives each its base, then shares by the weights', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.createCluster({
        clusterName: 'spot',
        capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
        defaultCapacityProviderStrategy: SPOT_MOSTLY,
      });
      await world.register('app:1');
      const cluster = 'spot';
      const tasks = await world.runTask({ cluster, taskDefinition: 'web', launchType: undefined, count: 10 });
      const names = tasks.map(({ capacityProviderName }) => capacityProviderName);
      expect(names[0]).toBe('FARGATE');
      expect(names.filter((name) => name === 'FARGATE')).toHaveLength(2);
      expect(new Set(tasks.map(({ launchType }) => launchType))).toEqual(new Set(['FARGATE']));
    });
  });

  test('holds among the tasks of a service', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.createCluster({ clusterName: 'spot', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
      await world.register('app:1');
      await world.createService({
        cluster: 'spot',
        launchType: undefined,
        capacityProviderStrategy: SPOT_MOSTLY,
        desiredCount: 6,
        loadBalancers: [],
      });
      await world.wait(30);
      const { taskArns = [] } = await world.client.send(new ListTasksCommand({ cluster: 'spot' }));
      const { tasks = [] } = await world.client.send(
        new DescribeTasksCommand({ cluster: 'spot', tasks: taskArns }),
      );
      const providers = tasks.map(({ capacityProviderName }) => capacityProviderName);
      expect(providers.filter((name) => name === 'FARGATE')).toHaveLength(2);
      expect(providers).toHaveLength(6);
    });
  });
});
