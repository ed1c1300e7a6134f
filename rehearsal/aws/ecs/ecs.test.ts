import { CreateCapacityProviderCommand, DescribeClustersCommand, ECSClient } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { inProcessClient } from '../kernel/in-process.ts';
import { QUICK_SETTINGS } from './settings.ts';
import { createWorld, START } from './testing/world.ts';

test('accounts and regions know nothing of each other', async () => {
  const world = createWorld();
  await world.createCluster({ clusterName: 'prod' });
  for (const place of [{ region: 'us-east-1' }, { accessKeyId: '999999999999' }]) {
    const client = new ECSClient(inProcessClient(world.dispatch, place));
    const { clusters } = await client.send(new DescribeClustersCommand({ clusters: ['prod'] }));
    expect(clusters).toEqual([]);
  }
});

test('what it does not implement it refuses', async () => {
  const create = new CreateCapacityProviderCommand({ name: 'other' });
  await expect(createWorld().client.send(create)).rejects.toMatchObject({ name: 'NotImplemented' });
});

test('quick settings bring a service up in seconds', async () => {
  const world = createWorld({ settings: QUICK_SETTINGS });
  await world.run(async () => {
    await world.register('app:1');
    await world.createService({ desiredCount: 2 });
    await world.untilSteady();
    expect(world.clock.now() - START).toBeLessThan(10_000);
  });
});

test('once closed it leaves the networks of its tasks to the runtime, which closes them all', async () => {
  const world = createWorld();
  const released: string[] = [];
  await world.run(async () => {
    const { attachNetwork } = world.runtime;
    world.runtime.attachNetwork = async (id) => {
      const network = await attachNetwork(id);
      return {
        ...network,
        release() {
          released.push(id);
          return network.release();
        },
      };
    };
    await world.register('app:1');
    const tasks = await world.runTask({ taskDefinition: 'web', count: 2 });
    await world.wait(60);
    await world.stopTask(tasks[0]?.taskArn);
    await world.wait(60);
    expect(released).toHaveLength(1);
    world.ecs.close();
    await world.runtime.close();
    await world.wait(60);
    expect(released).toHaveLength(1);
  });
});

test('once closed it starts nothing more', async () => {
  const world = createWorld();
  await world.run(async () => {
    await world.register('app:1');
    await world.createService({ desiredCount: 2 });
    await world.wait(15);
    world.ecs.close();
    const before = await world.describe();
    await world.wait(600);
    expect(await world.describe()).toEqual(before);
  });
});
