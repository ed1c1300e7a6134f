import {
  DescribeTaskDefinitionCommand,
  ListTasksCommand,
  type RunTaskCommandInput,
  StopTaskCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { type Proofs, refusalOf } from '../../conformance/testing/proofs.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Behaviour } from '../../runtime/scripted/behaviour.ts';
import type { ExecutionRole } from '../task-roles.ts';
import type { TASK_BEHAVIOURS } from '../tasks/behaviours.ts';
import { firstStopped } from '../testing/stories.ts';
import { createWorld, type World, type WorldOptions } from '../testing/world.ts';

async function withDefinition(story: (world: World) => Promise<void>, options?: WorldOptions): Promise<void> {
  const world = createWorld(options);
  await world.run(async () => {
    await world.register('app:1');
    await story(world);
  });
}

const run = (world: World, input: RunTaskCommandInput | object = {}) =>
  world.runTask({ taskDefinition: 'web', ...input });

/** What becomes of a task whose container does as told. */
async function endOf(behaviour: Behaviour): Promise<Task | undefined> {
  let task: Task | undefined;
  await withDefinition(
    async (world) => {
      await run(world);
      await world.wait(120);
      task = await firstStopped(world);
    },
    { behaviours: { 'app:1': behaviour } },
  );
  return task;
}

/** Seconds from StopTask to the end of a container that ignores SIGTERM. */
async function secondsToStop(stopTimeout?: number): Promise<number> {
  const behaviours = { 'app:1': { environment: { IGNORE_SIGTERM: 'true' } } };
  const world = createWorld({ behaviours });
  let seconds = Number.NaN;
  await world.run(async () => {
    const timeout = stopTimeout === undefined ? {} : { stopTimeout };
    await world.register('app:1', { containerDefinitions: [{ name: 'app', image: 'app:1', ...timeout }] });
    const [task] = await run(world);
    await world.wait(60);
    await world.stopTask(task?.taskArn);
    await world.wait(180);
    const stopped = (await world.describeTask(task?.taskArn)).tasks?.[0];
    seconds = (Number(stopped?.executionStoppedAt) - Number(stopped?.stoppingAt)) / 1000;
    expect(stopped?.containers?.[0]?.exitCode).toBe(137);
  });
  return seconds;
}

const ROLE = 'arn:aws:iam::123456789012:role/execution';
const WITH_SECRET = {
  executionRoleArn: ROLE,
  containerDefinitions: [{ name: 'app', image: 'app:1', secrets: [{ name: 'KEY', valueFrom: '/key' }] }],
};

export const TASK_PROOFS: Proofs<typeof TASK_BEHAVIOURS> = {
  'shortage-is-no-error': () =>
    withDefinition(
      async (world) => {
        const { $metadata, ...answer } = await world.runTaskResponse({ taskDefinition: 'web' });
        expect($metadata.httpStatusCode).toBe(200);
        expect(answer).toEqual({ tasks: [], failures: [{ reason: 'Capacity is unavailable at this time' }] });
      },
      { placementRefusal: () => 'Capacity is unavailable at this time' },
    ),

  'ten-tasks': () =>
    withDefinition(async (world) => {
      expect(await run(world, { count: 10 })).toHaveLength(10);
      expect(await refusalOf(run(world, { count: 11 }))).toMatch(/^InvalidParameterException: count/);
    }),

  'started-by-characters': () =>
    withDefinition(async (world) => {
      expect(await run(world, { startedBy: 'refs/heads/main_1-2' })).toHaveLength(1);
      for (const startedBy of ['v1.2', 'a:b', 'x'.repeat(129)]) {
        expect(await refusalOf(run(world, { startedBy }))).toMatch(/^InvalidParameterException: startedBy/);
      }
    }),

  'started-by-alone': () =>
    withDefinition(async ({ client }) => {
      for (const filter of [{ family: 'web' }, { launchType: 'FARGATE' as const }]) {
        const list = client.send(new ListTasksCommand({ startedBy: 'me', ...filter }));
        expect(await refusalOf(list)).toBe(
          'InvalidParameterException: cannot specify startedBy with other arguments',
        );
      }
      const stopped = new ListTasksCommand({ startedBy: 'me', desiredStatus: 'STOPPED' });
      expect((await client.send(stopped)).taskArns).toEqual([]);
    }),

  'pending-matches-nothing': () =>
    withDefinition(async (world) => {
      await run(world);
      for (let second = 0; second < 40; second += 1) {
        expect(await world.listTasks('PENDING')).toEqual([]);
        await world.wait(1);
      }
      expect(await world.listTasks('RUNNING')).toHaveLength(1);
    }),

  'token-finds-task': () =>
    withDefinition(
      async (world) => {
        const input = { clientToken: 'release-7' };
        const [first] = await run(world, input);
        await world.wait(120);
        const [again] = await run(world, input);
        expect(again).toMatchObject({ taskArn: first?.taskArn, lastStatus: 'STOPPED' });
      },
      { behaviours: { 'app:1': { job: { seconds: 5, exitCode: 0 } } } },
    ),

  'token-conflict': () =>
    withDefinition(async (world) => {
      await run(world, { clientToken: 't' });
      expect(await refusalOf(run(world, { clientToken: 't', count: 2 }))).toMatch(/^ConflictException: /);
    }),

  'token-lives-a-day': () =>
    withDefinition(async (world) => {
      const input = { clientToken: 't' };
      const [first] = await run(world, input);
      await world.wait(23.9 * 3600);
      expect((await run(world, input))[0]?.taskArn).toBe(first?.taskArn);
      await world.wait(0.2 * 3600);
      expect((await run(world, input))[0]?.taskArn).not.toBe(first?.taskArn);
    }),

  'token-per-cluster': () =>
    withDefinition(async (world) => {
      await world.createCluster({ clusterName: 'other' });
      const [first] = await run(world, { clientToken: 't' });
      const [other] = await run(world, { clientToken: 't', cluster: 'other' });
      expect(other?.taskArn).not.toBe(first?.taskArn);
    }),

  async 'missing-after-run'() {
    await withDefinition(async (world) => {
      const [task] = await run(world);
      expect((await world.describeTask(task?.taskArn)).failures).toEqual([]);
    });
    await withDefinition(
      async (world) => {
        const tasks = await run(world, { count: 5 });
        const [task] = tasks;
        expect(await world.describeTask(task?.taskArn)).toMatchObject({
          tasks: [],
          failures: [{ arn: task?.taskArn, reason: 'MISSING' }],
        });
        await world.wait(30);
        expect(await world.listTasks()).toHaveLength(5);
      },
      { settings: { tasksAppearWithin: 30_000 } },
    );
  },

  'stopped-kept-an-hour': () =>
    withDefinition(async (world) => {
      const [task] = await run(world);
      await world.stopTask(task?.taskArn);
      await world.wait(3590);
      expect((await world.describeTask(task?.taskArn)).tasks).toHaveLength(1);
      await world.wait(100);
      expect((await world.describeTask(task?.taskArn)).failures).toMatchObject([{ reason: 'MISSING' }]);
    }),

  'stop-drops-tags': () =>
    withDefinition(async (world) => {
      const [task] = await run(world, { tags: [{ key: 'a', value: '1' }] });
      await world.stopTask(task?.taskArn);
      expect((await world.describeTask(task?.taskArn, ['TAGS'])).tasks?.[0]?.tags).toEqual([]);
    }),

  'stop-reason-shows': () =>
    withDefinition(async (world) => {
      const [task] = await run(world);
      await world.client.send(new StopTaskCommand({ task: task?.taskArn, reason: 'too slow' }));
      await world.wait(60);
      expect((await world.describeTask(task?.taskArn)).tasks).toMatchObject([
        { stopCode: 'UserInitiated', stoppedReason: 'too slow', lastStatus: 'STOPPED' },
      ]);
    }),

  'stop-does-not-drain': () =>
    withDefinition(async (world) => {
      await world.createService();
      await world.untilSteady();
      const [task] = await world.listTasks();
      await world.stopTask(task?.taskArn);
      await world.wait(0.1);
      expect((await world.describeTask(task?.taskArn)).tasks?.[0]?.lastStatus).toBe('DEPROVISIONING');
      expect(world.registrations).toEqual([expect.stringMatching(/^register/)]);
    }),

  async 'sigkill-after-timeout'() {
    expect(await secondsToStop()).toBe(30);
    expect(await secondsToStop(100)).toBe(100);
  },

  async 'no-exit-code-without-run'() {
    for (const behaviour of [
      { pullError: 'CannotPullContainerError: gone' },
      { startError: 'CannotStartContainerError: no such file' },
    ]) {
      const [reason] = Object.values(behaviour);
      const task = await endOf(behaviour);
      expect(task).toMatchObject({ stopCode: 'TaskFailedToStart', stoppedReason: reason });
      expect(task?.containers).toMatchObject([{ reason }]);
      expect(task?.containers?.[0]).not.toHaveProperty('exitCode');
    }
  },

  async 'out-of-memory-shows'() {
    const reason = 'OutOfMemoryError: Container killed due to memory usage';
    const task = await endOf({ job: { seconds: 5, exitCode: 137, reason } });
    expect(task?.containers).toMatchObject([{ exitCode: 137, reason }]);
  },

  async 'exit-stops-task'() {
    const task = await endOf({ job: { seconds: 5, exitCode: 3 } });
    expect(task).toMatchObject({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ exitCode: 3 }],
    });
  },

  'tag-is-resolved-once': () =>
    withDefinition(async (world) => {
      const pulled: string[] = [];
      world.runtime.pull = async (image) => {
        pulled.push(image);
        return `sha256:${pulled.length}`;
      };
      await world.createService({ loadBalancers: [] });
      await world.untilSteady();
      await world.update({ desiredCount: 2 });
      await world.untilSteady();
      expect(pulled).toEqual(['app:1', 'app@sha256:1']);
    }),

  async 'secrets-come-at-start'() {
    const reads: string[] = [];
    const read = async (_place: object, valueFrom: string, role: ExecutionRole) => {
      reads.push(`${valueFrom} ${role.arn}`);
      return 'hidden';
    };
    const world = createWorld({ secrets: { read } });
    await world.run(async () => {
      const seen: (string | undefined)[] = [];
      const { start } = world.runtime;
      world.runtime.start = (launch) => {
        seen.push(launch.environment.KEY);
        return start(launch);
      };
      await world.register('app:1', WITH_SECRET);
      const [task] = await run(world);
      expect(reads).toEqual([]);
      await world.wait(60);
      expect([reads, seen]).toEqual([[`/key ${ROLE}`], ['hidden']]);
      const answers = [
        await world.client.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'web' })),
        await world.describeTask(task?.taskArn),
      ];
      expect(JSON.stringify(answers)).not.toContain('hidden');
    });
  },

  async 'unreadable-secret-fails-start'() {
    const read = () => Promise.reject(new AwsError('AccessDeniedException', 'no'));
    const world = createWorld({ secrets: { read } });
    await world.run(async () => {
      await world.register('app:1', WITH_SECRET);
      await run(world);
      await world.wait(60);
      expect(await firstStopped(world)).toMatchObject({
        stopCode: 'TaskFailedToStart',
        stoppedReason: expect.stringMatching(
          /^ResourceInitializationError: unable to pull secrets or registry auth: .* from ssm: .*AccessDeniedException: no$/,
        ),
      });
    });
  },

  async 'waits-for-dependency'() {
    const behaviours = { 'db:1': { environment: { START_DELAY_SECONDS: '40' } } };
    const world = createWorld({ behaviours });
    await world.run(async () => {
      const healthCheck = { command: ['CMD', 'check'], interval: 5, retries: 10 };
      const dependsOn = [{ containerName: 'db', condition: 'HEALTHY' as const }];
      await world.register('app:1', {
        containerDefinitions: [
          { name: 'app', image: 'app:1', dependsOn },
          { name: 'db', image: 'db:1', healthCheck },
        ],
      });
      await run(world);
      await world.wait(50);
      expect((await world.listTasks())[0]?.containers).toMatchObject([
        { name: 'app', lastStatus: 'PENDING' },
        { name: 'db', lastStatus: 'RUNNING' },
      ]);
      await world.wait(50);
      expect((await world.listTasks())[0]).toMatchObject({ lastStatus: 'RUNNING', healthStatus: 'HEALTHY' });
    });
  },

  async 'health-in-a-row'() {
    const world = createWorld();
    await world.run(async () => {
      const answers = [0, 1, 1, 0, 1, 1, 1, 0];
      const { start } = world.runtime;
      world.runtime.start = async (launch) => ({
        ...(await start(launch)),
        execute: async () => answers.shift() ?? 0,
      });
      const healthCheck = { command: ['CMD', 'check'], interval: 5, retries: 3 };
      await world.register('app:1', { containerDefinitions: [{ name: 'app', image: 'app:1', healthCheck }] });
      await run(world);
      const seen: (string | undefined)[] = [];
      for (let second = 0; second < 100; second += 1) {
        const health = (await world.listTasks())[0]?.healthStatus;
        if (seen.at(-1) !== health) seen.push(health);
        await world.wait(1);
      }
      expect(seen).toEqual(['UNKNOWN', 'HEALTHY', 'UNHEALTHY', 'HEALTHY']);
    });
  },
};
