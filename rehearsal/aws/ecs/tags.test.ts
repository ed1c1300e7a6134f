import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { createWorld, type World } from './testing/world.ts';

const tag = (world: World, resourceArn: string, key: string, value: string) =>
  world.client.send(new TagResourceCommand({ resourceArn, tags: [{ key, value }] }));
const list = async (world: World, resourceArn: string) =>
  (await world.client.send(new ListTagsForResourceCommand({ resourceArn }))).tags;

test('clusters, services, task definitions and tasks carry tags', async () => {
  const world = createWorld();
  await world.run(async () => {
    const { taskDefinition } = await world.register('app:1');
    const { service } = await world.createService();
    const [task] = await world.runTask({ taskDefinition: 'web' });
    const arns = [service?.clusterArn, service?.serviceArn, taskDefinition?.taskDefinitionArn, task?.taskArn];
    for (const arn of arns) {
      await tag(world, arn ?? '', 'a', '1');
      await tag(world, arn ?? '', 'b', '2');
      await tag(world, arn ?? '', 'a', '3');
      await world.client.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ['b', 'c'] }));
      expect(await list(world, arn ?? '')).toEqual([{ key: 'a', value: '3' }]);
    }
  });
});

test('a service gives its tasks the tags it is told to', async () => {
  const world = createWorld();
  await world.run(async () => {
    await world.register('app:1', { tags: [{ key: 'of', value: 'definition' }] });
    await world.createService({
      tags: [{ key: 'of', value: 'service' }],
      propagateTags: 'SERVICE',
      enableECSManagedTags: true,
    });
    await world.untilSteady();
    const [task] = await world.listTasks();
    expect((await world.describeTask(task?.taskArn, ['TAGS'])).tasks?.[0]?.tags).toEqual([
      { key: 'aws:ecs:serviceName', value: 'web' },
      { key: 'aws:ecs:clusterName', value: 'default' },
      { key: 'of', value: 'service' },
    ]);
  });
});

test('there are at most 50, and an ARN has to be one of something', async () => {
  const world = createWorld();
  const { cluster } = await world.createCluster({});
  const tags = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));
  await expect(
    world.client.send(new TagResourceCommand({ resourceArn: cluster?.clusterArn, tags })),
  ).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Too many tags. The maximum is 50.',
  });
  expect(await list(world, cluster?.clusterArn ?? '')).toEqual([]);
  await expect(list(world, 'web')).rejects.toMatchObject({ message: 'Invalid ARN: web' });
  await expect(list(world, 'arn:aws:ecs:eu-west-1:123456789012:cluster/none')).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});
