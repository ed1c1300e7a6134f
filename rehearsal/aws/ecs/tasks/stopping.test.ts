import { StopTaskCommand } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { firstStopped } from '../testing/stories.ts';
import { createWorld } from '../testing/world.ts';

const JOB = { job: { seconds: 30, exitCode: 0 } };

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
      expect(await firstStopped(world)).toMatchObject({
        lastStatus: 'DEACTIVATING',
        containers: [{ lastStatus: 'RUNNING' }],
      });
      await world.wait(40);
      expect(await firstStopped(world)).toMatchObject({
        lastStatus: 'STOPPED',
        containers: [{ exitCode: 0 }],
      });
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
      expect(await firstStopped(world)).toMatchObject({
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
      expect(await firstStopped(world)).toMatchObject({
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
      expect(await firstStopped(world)).toMatchObject({
        lastStatus: 'STOPPING',
        containers: [{ lastStatus: 'RUNNING' }],
      });
      await world.wait(2);
      expect(await firstStopped(world)).toMatchObject({
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
      expect((await firstStopped(world))?.containers).toMatchObject([{ exitCode: 137, reason }]);
    });
  });

  test('after a lost machine nobody knows the exit code', async () => {
    const world = createWorld({ behaviours: { 'job:1': { job: { seconds: 5 } } } });
    await world.run(async () => {
      await world.register('job:1');
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(120);
      expect((await firstStopped(world))?.containers?.[0]).not.toHaveProperty('exitCode');
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
      expect(await firstStopped(world)).toMatchObject({
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
      const after = await firstStopped(world);
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
    expect(await firstStopped(world)).toMatchObject({ lastStatus: 'STOPPED' });
    expect(signals).toEqual(['app SIGTERM']);
  });
});
