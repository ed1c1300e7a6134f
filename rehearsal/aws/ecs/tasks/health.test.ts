import type { ContainerDefinition, HealthCheck } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { firstStopped } from '../testing/stories.ts';
import { createWorld, messages, type World, type WorldOptions } from '../testing/world.ts';

const CHECK: HealthCheck = { command: ['CMD', 'check'], interval: 5, retries: 2 };

const app = (healthCheck: HealthCheck): ContainerDefinition => ({
  name: 'app',
  image: 'app:1',
  healthCheck,
  portMappings: [{ containerPort: 8080 }],
});

/** A world whose container answers its checks as the list says, the last answer for ever, and notes what was run. */
function createCheckedWorld(answers: readonly (number | 'hangs')[], options: WorldOptions = {}) {
  const world = createWorld(options);
  const commands: string[] = [];
  const ended: boolean[] = [];
  const { start } = world.runtime;
  world.runtime.start = async (launch) => {
    let index = 0;
    return {
      ...(await start(launch)),
      execute(command, toEnd) {
        commands.push(command.join(' '));
        const answer = answers[Math.min(index, answers.length - 1)];
        index += 1;
        if (typeof answer === 'number') return Promise.resolve(answer);
        toEnd.addEventListener('abort', () => ended.push(true));
        return new Promise(() => {});
      },
    };
  };
  return { world, commands, ended };
}

/** Each health that the first task shows, with the seconds since RUNNING. */
async function watch(world: World, seconds: number): Promise<string[]> {
  const seen: string[] = [];
  for (let second = 0; second < seconds; second += 1) {
    const [task] = await world.listTasks();
    const entry = `${task?.healthStatus}/${task?.containers?.[0]?.healthStatus}`;
    if (!seen.at(-1)?.endsWith(entry)) seen.push(`${second} ${entry}`);
    await world.wait(1);
  }
  return seen;
}

describe('a container’s health check', () => {
  test.each<[string, Partial<HealthCheck>, (number | 'hangs')[], string[]]>([
    ['one pass makes it healthy', {}, [0], ['UNKNOWN', 'HEALTHY']],
    [
      'failures in a row make it unhealthy, one pass healthy again',
      {},
      [1, 1, 0],
      ['UNKNOWN', 'UNHEALTHY', 'HEALTHY'],
    ],
    ['single failures do not', {}, [0, 1, 0, 1, 0], ['UNKNOWN', 'HEALTHY']],
    [
      'no answer in time is a failure',
      { timeout: 2 },
      ['hangs', 'hangs', 0],
      ['UNKNOWN', 'UNHEALTHY', 'HEALTHY'],
    ],
    ['failures in the start period do not count', { startPeriod: 60 }, [1, 1, 1, 0], ['UNKNOWN', 'HEALTHY']],
    ['NONE checks nothing', { command: ['NONE'] }, [1], ['UNKNOWN']],
  ])('%s', async (_name, check, answers, healths) => {
    const { world, commands, ended } = createCheckedWorld(answers);
    await world.run(async () => {
      await world.register('app:1', { containerDefinitions: [app({ ...CHECK, ...check })] });
      await world.runTask({ taskDefinition: 'web' });
      const seen = await watch(world, 100);
      expect(seen.map((line) => line.split(' ')[1])).toEqual(healths.map((health) => `${health}/${health}`));
      expect(new Set(commands)).toEqual(new Set(check.command ? [] : ['check']));
      expect(ended).toHaveLength(answers.filter((answer) => answer === 'hangs').length);
    });
  });

  test('CMD-SHELL goes through the shell, and defaults are written out', async () => {
    const { world, commands } = createCheckedWorld([0]);
    await world.run(async () => {
      const { taskDefinition } = await world.register('app:1', {
        containerDefinitions: [app({ command: ['CMD-SHELL', 'curl -f http://localhost || exit 1'] })],
      });
      expect(taskDefinition?.containerDefinitions?.[0]?.healthCheck).toMatchObject({
        interval: 30,
        timeout: 5,
        retries: 3,
      });
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(90);
      expect(commands[0]).toBe('/bin/sh -c curl -f http://localhost || exit 1');
    });
  });

  test('ends with its container', async () => {
    const { world, commands } = createCheckedWorld([0]);
    await world.run(async () => {
      await world.register('app:1', { containerDefinitions: [app(CHECK)] });
      const [task] = await world.runTask({ taskDefinition: 'web' });
      await world.wait(60);
      await world.stopTask(task?.taskArn);
      await world.wait(30);
      const before = commands.length;
      await world.wait(60);
      expect(commands).toHaveLength(before);
    });
  });
});

describe('a service by its containers’ health', () => {
  test.each([
    ['without load balancer', { loadBalancers: [] }],
    ['behind one', {}],
  ])('replaces what is unhealthy, %s', async (_name, input) => {
    const { world } = createCheckedWorld([0, 0, 0, 0, 0, 0, 0, 1]);
    await world.run(async () => {
      await world.register('app:1', { containerDefinitions: [app(CHECK)] });
      await world.createService(input);
      await world.untilSteady();
      await world.wait(120);
      expect(await firstStopped(world)).toMatchObject({
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed container health checks',
      });
      expect(messages(await world.describe())).toContainEqual(
        expect.stringMatching(/^\(task [0-9a-f]{32}\) failed container health checks\.$/),
      );
    });
  });

  test('is not steady before they are healthy', async () => {
    const { world } = createCheckedWorld([1, 0]);
    await world.run(async () => {
      await world.register('app:1', { containerDefinitions: [app({ ...CHECK, interval: 300 })] });
      await world.createService({ loadBalancers: [] });
      await world.wait(300);
      expect((await world.describe()).deployments?.[0]?.rolloutState).toBe('IN_PROGRESS');
      await world.untilSteady();
      expect((await world.listTasks())[0]?.healthStatus).toBe('HEALTHY');
    });
  });

  test('leaves them alone in the grace period', async () => {
    const { world } = createCheckedWorld([1]);
    await world.run(async () => {
      await world.register('app:1', { containerDefinitions: [app(CHECK)] });
      await world.createService({ healthCheckGracePeriodSeconds: 600 });
      await world.wait(500);
      expect(await firstStopped(world)).toBeUndefined();
      await world.wait(250);
      expect(await firstStopped(world)).toMatchObject({
        stoppedReason: 'Task failed container health checks',
      });
    });
  });
});
