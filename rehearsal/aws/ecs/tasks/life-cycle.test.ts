import { StopTaskCommand, type Task } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
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

const stopped = async (world: World): Promise<Task | undefined> => (await world.listTasks('STOPPED'))[0];

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
      const task = await stopped(world);
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

describe('how a task ends', () => {
  test('a service drains before SIGTERM, for the deregistration delay', async () => {
    const world = createWorld({ targets: { deregistrationDelaySeconds: 120 } });
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      await world.untilSteady();
      await world.update({ desiredCount: 0 });
      await world.until(({ events }) => /draining/.test(events?.[1]?.message ?? events?.[0]?.message ?? ''));
      await world.wait(100);
      expect(await stopped(world)).toMatchObject({
        lastStatus: 'DEACTIVATING',
        containers: [{ lastStatus: 'RUNNING' }],
      });
      await world.wait(40);
      expect(await stopped(world)).toMatchObject({ lastStatus: 'STOPPED', containers: [{ exitCode: 0 }] });
    });
  });

  test('a container that ends while its task drains is not waited for', async () => {
    const behaviours = { 'app:1': { environment: { CRASH_AFTER_SECONDS: '120' } } };
    const world = createWorld({ behaviours, targets: { deregistrationDelaySeconds: 300 } });
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      await world.untilSteady();
      await world.update({ desiredCount: 0 });
      await world.wait(130);
      expect(await stopped(world)).toMatchObject({
        lastStatus: 'STOPPED',
        stopCode: 'ServiceSchedulerInitiated',
        containers: [{ exitCode: 1 }],
      });
    });
  });

  test('StopTask does not: SIGTERM comes at once, the deregistration after it', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService();
      await world.untilSteady();
      const [task] = await world.listTasks();
      await world.client.send(new StopTaskCommand({ task: task?.taskArn, reason: 'a drill' }));
      await world.wait(1);
      expect(await stopped(world)).toMatchObject({
        lastStatus: 'DEPROVISIONING',
        stopCode: 'UserInitiated',
        stoppedReason: 'a drill',
        containers: [{ exitCode: 0 }],
      });
      expect(world.registrations.join()).not.toMatch(/deregister/);
      await world.wait(10);
      expect(world.registrations.join()).toMatch(/deregister/);
      await world.untilSteady();
    });
  });

  test.each([
    ['30 s', undefined, 30],
    ['its stopTimeout', 5, 5],
  ])('a container that ignores SIGTERM is killed after %s', async (_name, stopTimeout, seconds) => {
    const world = createWorld({ settings: { deprovisioning: 0 } });
    await world.run(async () => {
      await world.register('app:1', {
        containerDefinitions: [
          {
            name: 'app',
            image: 'app:1',
            stopTimeout,
            environment: [{ name: 'IGNORE_SIGTERM', value: 'true' }],
          },
        ],
      });
      const [task] = await world.runTask({ taskDefinition: 'web' });
      await world.wait(60);
      await world.client.send(new StopTaskCommand({ task: task?.taskArn }));
      await world.wait(seconds - 1);
      expect(await stopped(world)).toMatchObject({
        lastStatus: 'STOPPING',
        containers: [{ lastStatus: 'RUNNING' }],
      });
      await world.wait(2);
      expect(await stopped(world)).toMatchObject({
        lastStatus: 'STOPPED',
        stoppedReason: 'Task stopped by user',
        containers: [{ exitCode: 137 }],
      });
    });
  });

  test('a container that runs out of memory says so', async () => {
    const reason = 'OutOfMemoryError: Container killed due to memory usage';
    const world = createWorld({ behaviours: { 'job:1': { job: { seconds: 5, exitCode: 137, reason } } } });
    await world.run(async () => {
      await world.register('job:1');
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(120);
      expect((await stopped(world))?.containers).toMatchObject([{ exitCode: 137, reason }]);
    });
  });

  test('after a lost machine nobody knows the exit code', async () => {
    const world = createWorld({ behaviours: { 'job:1': { job: { seconds: 5 } } } });
    await world.run(async () => {
      await world.register('job:1');
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(120);
      expect((await stopped(world))?.containers?.[0]).not.toHaveProperty('exitCode');
    });
  });

  test('a container that is not essential may end without its task', async () => {
    const world = createWorld({ behaviours: { 'job:1': JOB } });
    await world.run(async () => {
      await world.register('app:1', {
        containerDefinitions: [
          { name: 'app', image: 'app:1' },
          { name: 'helper', image: 'job:1', essential: false },
        ],
      });
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(120);
      expect(await world.listTasks()).toMatchObject([
        {
          lastStatus: 'RUNNING',
          containers: [
            { name: 'app', lastStatus: 'RUNNING' },
            { name: 'helper', lastStatus: 'STOPPED', exitCode: 0 },
          ],
        },
      ]);
    });
  });

  test('an essential one takes the others with it', async () => {
    const world = createWorld({ behaviours: { 'job:1': { job: { seconds: 30, exitCode: 3 } } } });
    await world.run(async () => {
      await world.register('app:1', {
        containerDefinitions: [
          { name: 'app', image: 'app:1' },
          { name: 'main', image: 'job:1' },
        ],
      });
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(120);
      expect(await stopped(world)).toMatchObject({
        stopCode: 'EssentialContainerExited',
        containers: [
          { name: 'app', exitCode: 0 },
          { name: 'main', exitCode: 3 },
        ],
      });
    });
  });

  test('stopped before it runs, it never has a container', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      const [task] = await world.runTask({ taskDefinition: 'web' });
      await world.wait(5);
      await world.client.send(new StopTaskCommand({ task: task?.taskArn }));
      await world.wait(60);
      const after = await stopped(world);
      expect(after).toMatchObject({ lastStatus: 'STOPPED', containers: [{ lastStatus: 'STOPPED' }] });
      expect(after).not.toHaveProperty('startedAt');
      expect(after?.containers?.[0]).not.toHaveProperty('runtimeId');
    });
  });

  test('it can be described for an hour, then it has never been', async () => {
    const world = createWorld({ behaviours: { 'job:1': JOB } });
    await world.run(async () => {
      await world.register('job:1');
      const [task] = await world.runTask({ taskDefinition: 'web' });
      await world.wait(90 + 3500);
      expect((await world.describeTask(task?.taskArn)).tasks).toHaveLength(1);
      await world.wait(200);
      expect(await world.describeTask(task?.taskArn)).toMatchObject({
        tasks: [],
        failures: [{ arn: task?.taskArn, reason: 'MISSING' }],
      });
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
      const task = await stopped(world);
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
      expect(await stopped(world)).toMatchObject({
        stopCode: 'TaskFailedToStart',
        containers: [{ name: 'second' }, { name: 'first', exitCode: 0 }],
      });
    });
  });
});

test('a task never stays registered: after any end its target is gone', async () => {
  const behaviours = { 'app:1': { environment: { CRASH_AFTER_SECONDS: '50' } } };
  const world = createWorld({ behaviours });
  await world.run(async () => {
    await world.register('app:1');
    await world.createService({ desiredCount: 2 });
    await world.wait(900);
    await world.update({ desiredCount: 0 });
    await world.wait(300);
    const balance = new Map<string, number>();
    for (const entry of world.registrations) {
      const [verb = '', address = ''] = entry.split(' ');
      balance.set(address, (balance.get(address) ?? 0) + (verb === 'register' ? 1 : -1));
    }
    expect(balance.size).toBeGreaterThan(5);
    expect([...balance.values()].every((count) => count === 0)).toBe(true);
    for (const address of balance.keys()) {
      expect(world.targetGroups.healthOf(world.group(), { id: address, port: 8080 })).toBeUndefined();
    }
  });
});

test('a container that has ended gets no signal, also one that ended before its start was known', async () => {
  const world = createWorld();
  await world.run(async () => {
    const signals: string[] = [];
    const { start } = world.runtime;
    world.runtime.start = async (launch) => {
      const container = await start(launch);
      if (launch.name === 'quick') launch.onExit({ exitCode: 7 });
      return {
        ...container,
        signal(name) {
          signals.push(`${launch.name} ${name}`);
          container.signal(name);
        },
      };
    };
    await world.register('app:1', {
      containerDefinitions: [
        { name: 'app', image: 'app:1' },
        { name: 'quick', image: 'app:1', essential: false },
      ],
    });
    const [task] = await world.runTask({ taskDefinition: 'web' });
    await world.wait(60);
    expect((await world.listTasks())[0]).toMatchObject({
      lastStatus: 'RUNNING',
      containers: [{ lastStatus: 'RUNNING' }, { lastStatus: 'STOPPED', exitCode: 7 }],
    });
    await world.stopTask(task?.taskArn);
    await world.wait(120);
    expect(await stopped(world)).toMatchObject({ lastStatus: 'STOPPED' });
    expect(signals).toEqual(['app SIGTERM']);
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
    expect(await stopped(world)).toMatchObject({
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
