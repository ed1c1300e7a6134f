import { DescribeClustersCommand, DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { createWorld, type World } from './testing/world.ts';

const HERE = 'arn:aws:ecs:eu-west-1:123456789012';
const describeService = (world: World, service: string, cluster = 'default') =>
  world.client.send(new DescribeServicesCommand({ services: [service], cluster }));

test('an ARN means what it names: a namesake in another cluster, region or account is not found', async () => {
  const world = createWorld();
  await world.run(async () => {
    await world.register('app:1');
    await world.createService();
    const found = await describeService(world, `${HERE}:service/default/web`, `${HERE}:cluster/default`);
    expect(found.services).toHaveLength(1);
    expect((await describeService(world, `${HERE}:service/web`)).services).toHaveLength(1);

    await expect(describeService(world, `${HERE}:service/other/web`)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Invalid identifier: Identifier is for other. Your cluster is default',
    });
    const task = `${HERE}:task/other/${'0'.repeat(32)}`;
    await expect(world.describeTask(task)).rejects.toThrow(
      'Identifier is for other. Your cluster is default',
    );
  });
});

test.each(['arn:aws:ecs:us-east-1:123456789012', 'arn:aws:ecs:eu-west-1:999999999999'])(
  'nothing of %s is found here',
  async (elsewhere) => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ desiredCount: 1 });
      await world.untilSteady();
      const [task] = await world.listTasks();
      const cluster = `${elsewhere}:cluster/default`;
      await expect(describeService(world, 'web', cluster)).rejects.toMatchObject({
        name: 'ClusterNotFoundException',
      });
      const clusters = await world.client.send(new DescribeClustersCommand({ clusters: [cluster] }));
      expect(clusters).toMatchObject({ clusters: [], failures: [{ reason: 'MISSING' }] });
      const { services, failures } = await describeService(world, `${elsewhere}:service/default/web`);
      expect({ services, failures }).toMatchObject({ services: [], failures: [{ reason: 'MISSING' }] });
      const ofTask = await world.describeTask(task?.taskArn?.replace(HERE, elsewhere));
      expect(ofTask).toMatchObject({ tasks: [], failures: [{ reason: 'MISSING' }] });
      await expect(
        world.update({ taskDefinition: `${elsewhere}:task-definition/web:1` }),
      ).rejects.toMatchObject({ name: 'ClientException', message: 'TaskDefinition not found.' });
    });
  },
);
