import {
  DeleteClusterCommand,
  DeleteServiceCommand,
  DescribeClustersCommand,
  ListClustersCommand,
} from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { createWorld, type World } from '../testing/world.ts';

const describeOne = async (world: World, cluster: string, include: ('TAGS' | 'SETTINGS')[] = []) =>
  (await world.client.send(new DescribeClustersCommand({ clusters: [cluster], include }))).clusters?.[0];

describe('a cluster', () => {
  test('is described by name or ARN, missed with MISSING, and made once', async () => {
    const world = createWorld();
    const { cluster } = await world.createCluster({ clusterName: 'prod', tags: [{ key: 'a', value: '1' }] });
    expect((await world.createCluster({ clusterName: 'prod' })).cluster?.tags).toEqual([
      { key: 'a', value: '1' },
    ]);
    const { clusters, failures } = await world.client.send(
      new DescribeClustersCommand({ clusters: [cluster?.clusterArn ?? '', 'other'] }),
    );
    expect(clusters).toMatchObject([{ clusterName: 'prod', status: 'ACTIVE', tags: [], settings: [] }]);
    expect(failures).toEqual([
      { arn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/other', reason: 'MISSING' },
    ]);
    expect(await describeOne(world, 'prod', ['TAGS', 'SETTINGS'])).toMatchObject({
      tags: [{ key: 'a', value: '1' }],
      settings: [{ name: 'containerInsights', value: 'disabled' }],
    });
  });

  test('counts its services and tasks', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ desiredCount: 3 });
      await world.wait(20);
      expect(await describeOne(world, 'default')).toMatchObject({
        activeServicesCount: 1,
        runningTasksCount: 0,
        pendingTasksCount: 3,
      });
      await world.untilSteady();
      expect(await describeOne(world, 'default')).toMatchObject({
        runningTasksCount: 3,
        pendingTasksCount: 0,
      });
    });
  });

  test('cannot be deleted while it has services or tasks, and is INACTIVE after', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      await world.untilSteady();
      const remove = () => world.client.send(new DeleteClusterCommand({ cluster: 'default' }));
      await expect(remove()).rejects.toMatchObject({
        name: 'ClusterContainsServicesException',
        message: 'The Cluster cannot be deleted while Services are active.',
      });
      await world.client.send(new DeleteServiceCommand({ service: 'web', force: true }));
      await world.until(({ status }) => status === 'INACTIVE');
      const [task] = await world.runTask({ taskDefinition: 'web' });
      await expect(remove()).rejects.toMatchObject({ name: 'ClusterContainsTasksException' });
      await world.stopTask(task?.taskArn);
      await world.wait(120);
      expect((await remove()).cluster?.status).toBe('INACTIVE');
      expect((await describeOne(world, 'default'))?.status).toBe('INACTIVE');
      expect((await world.client.send(new ListClustersCommand({}))).clusterArns).toEqual([]);
      await expect(world.runTask({ taskDefinition: 'web' })).rejects.toMatchObject({
        name: 'ClusterNotFoundException',
      });
    });
  });

  test('keeps its configuration, and shows it when asked', async () => {
    const world = createWorld();
    const configuration = { executeCommandConfiguration: { logging: 'DEFAULT' as const } };
    await world.createCluster({ clusterName: 'prod', configuration });
    const describe = async (include: 'CONFIGURATIONS'[]) =>
      (await world.client.send(new DescribeClustersCommand({ clusters: ['prod'], include }))).clusters?.[0];
    expect((await describe(['CONFIGURATIONS']))?.configuration).toEqual(configuration);
    expect(await describe([])).not.toHaveProperty('configuration');
  });

  test('has to have a name that AWS takes', async () => {
    await expect(createWorld().createCluster({ clusterName: 'my cluster' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Invalid cluster name: my cluster',
    });
  });
});
