import {
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionFamiliesCommand,
  ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { createWorld, type World } from '../testing/world.ts';

const describeOne = (world: World, taskDefinition: string, include: 'TAGS'[] = []) =>
  world.client.send(new DescribeTaskDefinitionCommand({ taskDefinition, include }));

test('a family means its latest ACTIVE revision; a revision is found also when INACTIVE', async () => {
  const world = createWorld();
  await world.register('app:1', { tags: [{ key: 'a', value: '1' }] });
  await world.register('app:2');
  const { taskDefinition: second } = await world.deregister('web:2');
  expect(second?.status).toBe('INACTIVE');
  expect(second?.deregisteredAt).toBeInstanceOf(Date);

  const found = await describeOne(world, 'web', ['TAGS']);
  expect(found).toMatchObject({ taskDefinition: { revision: 1 }, tags: [{ key: 'a', value: '1' }] });
  expect((await describeOne(world, 'web')).tags).toEqual([]);
  expect((await describeOne(world, 'web:2')).taskDefinition?.status).toBe('INACTIVE');
  expect((await describeOne(world, second?.taskDefinitionArn ?? '')).taskDefinition?.revision).toBe(2);
  for (const missing of ['web:3', 'other', 'other:1']) {
    await expect(describeOne(world, missing)).rejects.toMatchObject({
      name: 'ClientException',
      message: 'Unable to describe task definition.',
    });
  }
});

test('a revision is never used twice', async () => {
  const world = createWorld();
  await world.register('app:1');
  await world.deregister('web:1');
  expect((await world.register('app:2')).taskDefinition?.revision).toBe(2);
});

test('only a revision can be deregistered', async () => {
  const world = createWorld();
  await world.register('app:1');
  await expect(world.deregister('web')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(world.deregister('web:7')).rejects.toMatchObject({
    name: 'ClientException',
    message: 'The specified task definition does not exist.',
  });
});

test('lists go by family and number, in pages and both directions', async () => {
  const world = createWorld();
  for (const family of ['web', 'api']) {
    for (let count = 0; count < 11; count += 1) await world.register('app:1', { family });
  }
  await world.deregister('api:11');
  const list = async (input: object) => {
    const { taskDefinitionArns = [], nextToken } = await world.client.send(
      new ListTaskDefinitionsCommand(input),
    );
    return { names: taskDefinitionArns.map((arn) => arn.split('/')[1]), nextToken };
  };
  const first = await list({ maxResults: 12 });
  expect(first.names).toEqual([
    ...Array.from({ length: 10 }, (_, index) => `api:${index + 1}`),
    'web:1',
    'web:2',
  ]);
  const rest = await list({ maxResults: 12, nextToken: first.nextToken });
  expect(rest.names).toEqual(Array.from({ length: 9 }, (_, index) => `web:${index + 3}`));
  expect(rest.nextToken).toBeUndefined();
  expect((await list({ familyPrefix: 'web', sort: 'DESC', maxResults: 2 })).names).toEqual([
    'web:11',
    'web:10',
  ]);
  expect((await list({ status: 'INACTIVE' })).names).toEqual(['api:11']);
  expect((await list({ familyPrefix: 'w' })).names).toEqual([]);
});

test('families are listed by their beginning and status', async () => {
  const world = createWorld();
  for (const family of ['web', 'web-old', 'api']) await world.register('app:1', { family });
  await world.deregister('web-old:1');
  const list = async (input: object) =>
    (await world.client.send(new ListTaskDefinitionFamiliesCommand(input))).families;
  expect(await list({})).toEqual(['api', 'web', 'web-old']);
  expect(await list({ familyPrefix: 'web', status: 'ACTIVE' })).toEqual(['web']);
  expect(await list({ status: 'INACTIVE' })).toEqual(['web-old']);
  expect(await list({ status: 'ALL' })).toEqual(['api', 'web', 'web-old']);
});
