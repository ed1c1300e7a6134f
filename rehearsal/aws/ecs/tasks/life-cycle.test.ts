import { describe, expect, test } from '@jest/globals';
import { firstStopped } from '../testing/stories.ts';
import { createWorld, NETWORK, START, type World } from '../testing/world.ts';

const JOB = { job: { seconds: 30, exitCode: 0 } };

/** Every status of the first task, with the second at which it was first seen. */
async function watch(world: World, seconds: number): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  for (let second = 0; second < seconds; second += 0.5) {
    const [task] = [...(await world.listTasks()), ...(await world.listTasks('STOPPED'))];
    if (task?.lastStatus && !seen.has(task.lastStatus)) {
      seen.set(task.lastStatus, (world.clock.now() - START) / 1000);
    }
    await world.wait(0.5);
  }
  return seen;
}

describe('the life of a task', () => {
  test('goes through every status, up and down', async () => {
    const world = createWorld({ settings: { activating: 5_000 } });
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      const up = await watch(world, 60);
      expect([...up.keys()]).toEqual(['PROVISIONING', 'PENDING', 'ACTIVATING', 'RUNNING']);
      await world.update({ desiredCount: 0 });
      const down = await watch(world, 90);
      expect([...down.keys()]).toEqual(['RUNNING', 'DEACTIVATING', 'DEPROVISIONING', 'STOPPED']);
    });
  });

  test('of RunTask has no load balancer to wait for, and ends with its exit code', async () => {
    const world = createWorld({ behaviours: { 'job:1': JOB } });
    await world.run(async () => {
      await world.register('job:1');
      const [begun] = await world.runTask({ taskDefinition: 'web' });
      expect(begun).toMatchObject({
        lastStatus: 'PROVISIONING',
        desiredStatus: 'RUNNING',
        attachments: [{ status: 'PRECREATED', details: [{ name: 'subnetId' }] }],
        containers: [{ lastStatus: 'PENDING', networkInterfaces: [] }],
      });
      const statuses = await watch(world, 90);
      expect([...statuses.keys()]).toEqual([
        'PROVISIONING',
        'PENDING',
        'ACTIVATING',
        'RUNNING',
        'DEPROVISIONING',
        'STOPPED',
      ]);
      const task = await firstStopped(world);
      expect(task).toMatchObject({
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        group: 'family:web',
        attachments: [{ status: 'DELETED' }],
        containers: [{ lastStatus: 'STOPPED', exitCode: 0 }],
      });
      expect(task?.containers?.[0]?.runtimeId).toMatch(/^[0-9a-f]{64}$/);
      const times = [
        task?.createdAt,
        task?.pullStartedAt,
        task?.pullStoppedAt,
        task?.startedAt,
        task?.stoppingAt,
        task?.executionStoppedAt,
        task?.stoppedAt,
      ].map(Number);
      expect(times.every((time, index) => time >= (times[index - 1] ?? 0))).toBe(true);
    });
  });

  test('shows the digest of the image that was pulled', async () => {
    const world = createWorld();
    await world.run(async () => {
      const digest = `sha256:${'0'.repeat(64)}`;
      const { pull } = world.runtime;
      world.runtime.pull = async (image) => {
        await pull(image);
        return digest;
      };
      await world.register('app:1');
      const [task] = await world.runTask({ taskDefinition: 'web' });
      expect(task?.containers?.[0]).not.toHaveProperty('imageDigest');
      await world.wait(60);
      expect((await world.listTasks())[0]?.containers).toMatchObject([{ imageDigest: digest }]);
    });
  });

  test('shows its address where clients look for it', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      await world.untilSteady();
      const [task] = await world.listTasks();
      const address = task?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address ?? '';
      expect(address).toMatch(/^10\.\d+\.\d+\.\d+$/);
      const details = new Map(task?.attachments?.[0]?.details?.map(({ name, value }) => [name, value]));
      expect(details.get('privateIPv4Address')).toBe(address);
      expect(details.get('networkInterfaceId')).toMatch(/^eni-[0-9a-f]{17}$/);
      expect(details.get('macAddress')).toMatch(/^0a(:[0-9a-f]{2}){5}$/);
      expect(world.network.find(address, 8080)?.kind).toBe('script');
      expect(world.registrations).toEqual([`register ${address}`]);
    });
  });
});

describe('a task that fails to start', () => {
  test.each([
    ['pull', { pullError: 'CannotPullContainerError: no such image' }],
    ['start', { startError: 'CannotStartContainerError: no such file' }],
  ])('at the %s has the reason on task and container, and no exit code', async (_name, behaviour) => {
    const [reason] = Object.values(behaviour);
    const world = createWorld({ behaviours: { 'app:1': behaviour } });
    await world.run(async () => {
      await world.register('app:1');
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(60);
      const task = await firstStopped(world);
      expect(task).toMatchObject({
        stopCode: 'TaskFailedToStart',
        stoppedReason: reason,
        containers: [{ reason, lastStatus: 'STOPPED' }],
      });
      expect(task?.containers?.[0]).not.toHaveProperty('exitCode');
    });
  });

  test('stops the containers that had started before', async () => {
    const behaviours = { 'app:2': { startError: 'CannotStartContainerError: no such file' } };
    const world = createWorld({ behaviours });
    await world.run(async () => {
      await world.register('app:1', {
        containerDefinitions: [
          { name: 'second', image: 'app:2', dependsOn: [{ containerName: 'first', condition: 'START' }] },
          { name: 'first', image: 'app:1' },
        ],
      });
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(60);
      expect(await firstStopped(world)).toMatchObject({
        stopCode: 'TaskFailedToStart',
        containers: [{ name: 'second' }, { name: 'first', exitCode: 0 }],
      });
    });
  });
});

test('a runtime that breaks fails the task with its cause, and never holds it', async () => {
  const world = createWorld();
  const broken = (what: string) => () => Promise.reject(new Error(`${what} is broken`));
  await world.run(async () => {
    await world.register('app:1');
    world.runtime.pull = broken('pull');
    const attach = world.runtime.attachNetwork;
    world.runtime.attachNetwork = async (id) => ({ ...(await attach(id)), release: broken('release') });
    await world.runTask({ taskDefinition: 'web' });
    await world.wait(120);
    expect(await firstStopped(world)).toMatchObject({
      lastStatus: 'STOPPED',
      stopCode: 'TaskFailedToStart',
      stoppedReason:
        'ResourceInitializationError: pull is broken (its network interface was not released: release is broken)',
    });
  });
});

test('a network configuration without subnets is refused', async () => {
  const world = createWorld();
  await world.run(async () => {
    await world.register('app:1');
    await expect(world.runTask({ taskDefinition: 'web', networkConfiguration: {} })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    });
    const awsvpcConfiguration = { ...NETWORK.awsvpcConfiguration, subnets: [] };
    await expect(
      world.runTask({ taskDefinition: 'web', networkConfiguration: { awsvpcConfiguration } }),
    ).rejects.toMatchObject({ message: 'subnets can not be empty.' });
  });
});
