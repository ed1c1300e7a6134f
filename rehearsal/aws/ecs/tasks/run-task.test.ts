import { ListTasksCommand, StopTaskCommand, TagResourceCommand } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { createWorld } from '../testing/world.ts';

const behaviours = { 'job:1': { job: { seconds: 60, exitCode: 0 } } };

describe('RunTask', () => {
  test('starts up to ten tasks with what it was given', async () => {
    const world = createWorld({ behaviours });
    await world.run(async () => {
      await world.register('job:1', { tags: [{ key: 'from', value: 'definition' }] });
      const tasks = await world.runTask({
        taskDefinition: 'web',
        count: 10,
        startedBy: 'release/7',
        group: 'migrations',
        tags: [{ key: 'run', value: '7' }],
        propagateTags: 'TASK_DEFINITION',
        enableECSManagedTags: true,
      });
      expect(new Set(tasks.map(({ taskArn }) => taskArn)).size).toBe(10);
      expect(tasks[0]).toMatchObject({ startedBy: 'release/7', group: 'migrations', launchType: 'FARGATE' });
      expect(tasks[0]?.tags).toEqual([
        { key: 'aws:ecs:clusterName', value: 'default' },
        { key: 'from', value: 'definition' },
        { key: 'run', value: '7' },
      ]);
    });
  });

  test('overrides the command and adds to the environment', async () => {
    const world = createWorld();
    await world.run(async () => {
      const environment = [{ name: 'APP_VERSION', value: 'from definition' }];
      await world.register('app:1', {
        containerDefinitions: [
          { name: 'app', image: 'app:1', environment, portMappings: [{ containerPort: 8080 }] },
        ],
      });
      const containerOverrides = [
        { name: 'app', environment: [{ name: 'APP_VERSION', value: 'overridden' }] },
      ];
      const [task] = await world.runTask({ taskDefinition: 'web', overrides: { containerOverrides } });
      expect(task?.overrides?.containerOverrides).toEqual(containerOverrides);
      await world.wait(60);
      const [running] = await world.listTasks();
      const address = running?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address ?? '';
      const endpoint = world.network.find(address, 8080);
      const answer =
        endpoint?.kind === 'script' && endpoint.answer({ method: 'GET', url: '/version', headers: {} });
      expect(answer).toMatchObject({ result: { body: '{"version":"overridden"}' } });
    });
  });

  test('a shortage of capacity is no error: failures and no tasks', async () => {
    const reason =
      'Capacity is unavailable at this time. Please try again later or in a different availability zone';
    const world = createWorld({ placementRefusal: () => reason });
    await world.run(async () => {
      await world.register('app:1');
      expect(await world.runTaskResponse({ taskDefinition: 'web', count: 2 })).toMatchObject({
        tasks: [],
        failures: [{ reason }, { reason }],
      });
    });
  });

  test('the same client token finds the same task for a day, also when it has stopped', async () => {
    const world = createWorld({ behaviours, settings: { stoppedTasksKept: 2 * 24 * 3_600_000 } });
    await world.run(async () => {
      await world.register('job:1');
      const request = { taskDefinition: 'web', clientToken: 'release-7' };
      const [first] = await world.runTask(request);
      await world.wait(3600);
      const [again] = await world.runTask(request);
      expect(again).toMatchObject({ taskArn: first?.taskArn, lastStatus: 'STOPPED' });
      await expect(world.runTask({ ...request, count: 2 })).rejects.toMatchObject({
        name: 'ConflictException',
      });
      await world.wait(24 * 3600);
      const [fresh] = await world.runTask(request);
      expect(fresh?.taskArn).not.toBe(first?.taskArn);
    });
  });

  test.each([
    [{ count: 11 }, 'InvalidParameterException', 'count must be between 1 and 10.'],
    [{ propagateTags: 'SERVICE' as const }, 'InvalidParameterException', /^propagateTags can not be SERVICE/],
    [{ startedBy: 'refs:heads' }, 'InvalidParameterException', /^startedBy can have up to 128 characters/],
    [{ taskDefinition: 'nothing' }, 'ClientException', 'TaskDefinition not found.'],
    [{ taskDefinition: 'web:1' }, 'InvalidParameterException', 'TaskDefinition is inactive'],
    [{ cluster: 'nowhere' }, 'ClusterNotFoundException', 'Cluster not found.'],
    [{ launchType: 'EC2' as const }, 'NotImplemented', /launch type EC2/],
    [{ platformVersion: '1.2.0' }, 'PlatformUnknownException', 'The specified platform does not exist.'],
    [{ clientToken: 'with space' }, 'InvalidParameterException', /^clientToken/],
    [
      { overrides: { containerOverrides: [{ name: 'nobody' }] } },
      'InvalidParameterException',
      'Override for container named nobody is not a container in the TaskDefinition.',
    ],
  ])('refuses %j', async (input, name, message) => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:0');
      await world.deregister('web:1');
      await world.register('app:1');
      await expect(world.runTask({ taskDefinition: 'web', ...input })).rejects.toMatchObject({
        name,
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      });
      expect(await world.listTasks()).toEqual([]);
    });
  });
});

describe('ListTasks', () => {
  test('filters as AWS does: RUNNING unless told otherwise, and PENDING never matches', async () => {
    const world = createWorld({ behaviours });
    await world.run(async () => {
      await world.register('job:1');
      await world.register('app:1', { family: 'other' });
      const [job] = await world.runTask({ taskDefinition: 'web', startedBy: 'me' });
      const [other] = await world.runTask({ taskDefinition: 'other' });
      const list = async (filter: object) =>
        (await world.client.send(new ListTasksCommand(filter))).taskArns?.sort() ?? [];
      expect(await list({})).toEqual([job?.taskArn, other?.taskArn].sort());
      expect(await list({ desiredStatus: 'PENDING' })).toEqual([]);
      expect(await list({ family: 'other' })).toEqual([other?.taskArn]);
      expect(await list({ startedBy: 'me' })).toEqual([job?.taskArn]);
      await expect(list({ startedBy: 'me', family: 'web' })).rejects.toMatchObject({
        name: 'InvalidParameterException',
      });
      await expect(list({ serviceName: 'web' })).rejects.toMatchObject({ name: 'ServiceNotFoundException' });
      await world.wait(180);
      expect(await list({})).toEqual([other?.taskArn]);
      expect(await list({ desiredStatus: 'STOPPED' })).toEqual([job?.taskArn]);
    });
  });

  test('pages, each task once', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.runTask({ taskDefinition: 'web', count: 7 });
      const arns: string[] = [];
      let nextToken: string | undefined;
      do {
        const page = await world.client.send(new ListTasksCommand({ maxResults: 3, nextToken }));
        arns.push(...(page.taskArns ?? []));
        nextToken = page.nextToken;
      } while (nextToken);
      expect(new Set(arns).size).toBe(7);
      await expect(world.client.send(new ListTasksCommand({ nextToken: 'made up' }))).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: 'Invalid token.',
      });
    });
  });
});

describe('StopTask and DescribeTasks', () => {
  test('take an id or an ARN, and say when it is neither or not there', async () => {
    const world = createWorld();
    await world.run(async () => {
      const id = '0'.repeat(32);
      expect(await world.describeTask(id)).toMatchObject({
        tasks: [],
        failures: [{ arn: `arn:aws:ecs:eu-west-1:123456789012:task/default/${id}`, reason: 'MISSING' }],
      });
      await expect(world.describeTask('None')).rejects.toMatchObject({
        message: 'taskId length should be one of [32,36]',
      });
      await expect(world.client.send(new StopTaskCommand({ task: id }))).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: 'The referenced task was not found.',
      });
    });
  });

  test('StopTask takes the tags away', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      const [task] = await world.runTask({ taskDefinition: 'web', tags: [{ key: 'a', value: '1' }] });
      await world.client.send(
        new TagResourceCommand({ resourceArn: task?.taskArn, tags: [{ key: 'b', value: '2' }] }),
      );
      expect((await world.describeTask(task?.taskArn)).tasks?.[0]?.tags).toEqual([]);
      expect((await world.describeTask(task?.taskArn, ['TAGS'])).tasks?.[0]?.tags).toHaveLength(2);
      await world.client.send(new StopTaskCommand({ task: task?.taskArn?.split('/').at(-1) }));
      expect((await world.describeTask(task?.taskArn, ['TAGS'])).tasks?.[0]?.tags).toEqual([]);
    });
  });
});
