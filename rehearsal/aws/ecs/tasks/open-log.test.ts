import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from '@jest/globals';
import { AwsError } from '../../kernel/errors.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { ANY_ROLE } from '../task-roles.ts';
import { createWorld, type World } from '../testing/world.ts';

const ROLE = 'arn:aws:iam::123456789012:role/execution';

function register(world: World, options: Record<string, string> = {}) {
  return world.register('job:1', {
    executionRoleArn: ROLE,
    containerDefinitions: [
      {
        name: 'migrate',
        image: 'job:1',
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': '/ecs/web',
            'awslogs-region': 'eu-west-1',
            'awslogs-stream-prefix': 'one-off',
            ...options,
          },
        },
      },
    ],
  });
}

const behaviours = { 'job:1': { job: { seconds: 10, lines: ['begin', 'end'], exitCode: 0 } } };

test.each([
  ['in the group that is there', {}, true],
  ['in one that the driver makes', { 'awslogs-create-group': 'true' }, false],
])('lines go to prefix/container/task-id, %s', async (_name, options, isThere) => {
  const world = createWorld({ behaviours });
  const logs = new CloudWatchLogsClient(inProcessClient(world.dispatch));
  if (isThere) await logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/web' }));
  await world.run(async () => {
    await register(world, options);
    const [task] = await world.runTask({ taskDefinition: 'web' });
    await world.wait(120);
    const id = task?.taskArn?.split('/').at(-1);
    const { events } = await logs.send(
      new GetLogEventsCommand({
        logGroupName: '/ecs/web',
        logStreamName: `one-off/migrate/${id}`,
        startFromHead: true,
      }),
    );
    expect(events?.map(({ message }) => message)).toEqual(['begin', 'end']);
    const [begin, end] = events ?? [];
    expect(Number(end?.timestamp) - Number(begin?.timestamp)).toBe(5000);
  });
});

test('without its log group a task fails before it pulls', async () => {
  const world = createWorld({ behaviours });
  await world.run(async () => {
    await register(world);
    await world.runTask({ taskDefinition: 'web' });
    await world.wait(60);
    const [task] = await world.listTasks('STOPPED');
    expect(task).toMatchObject({
      stopCode: 'TaskFailedToStart',
      stoppedReason:
        'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: ' +
        'failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. ' +
        ': exit status 1',
    });
    expect(task).not.toHaveProperty('pullStartedAt');
    expect(task?.containers?.[0]).not.toHaveProperty('reason');
  });
});

test('an execution role that may not put events loses the lines, and the task runs all the same', async () => {
  const asked: string[] = [];
  const world = createWorld({
    behaviours,
    roles: {
      ...ANY_ROLE,
      async admit({ operation, role }) {
        asked.push(`${operation} ${role.arn}`);
        if (operation === 'PutLogEvents') throw new AwsError('AccessDeniedException', 'no');
      },
    },
  });
  const logs = new CloudWatchLogsClient(inProcessClient(world.dispatch));
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/web' }));
  await world.run(async () => {
    await register(world);
    await world.runTask({ taskDefinition: 'web' });
    await world.wait(120);
    expect((await world.listTasks('STOPPED'))[0]?.containers?.[0]?.exitCode).toBe(0);
    expect(asked).toEqual([`CreateLogStream ${ROLE}`, `PutLogEvents ${ROLE}`]);
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/ecs/web' }));
    expect(events).toEqual([]);
  });
});
