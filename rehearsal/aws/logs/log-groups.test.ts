import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  type DescribeLogGroupsCommandInput,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import {
  DAY,
  events,
  logGroupName,
  logStreamName,
  messages,
  START,
  setUp,
  setUpStream,
} from './testing/world.ts';

describe('log groups', () => {
  test('a group is shown with both forms of its ARN, and can be made once only', async () => {
    const { client } = setUp();
    await client.send(new CreateLogGroupCommand({ logGroupName, tags: { team: 'web' } }));
    await expect(client.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
    });
    const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/ecs' }));
    expect(logGroups).toEqual([
      {
        logGroupName,
        creationTime: START,
        metricFilterCount: 0,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
        deletionProtectionEnabled: false,
        arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/web:*',
        logGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/web',
      },
    ]);
    const { tags } = await client.send(
      new ListTagsForResourceCommand({ resourceArn: logGroups?.[0]?.logGroupArn }),
    );
    expect(tags).toEqual({ team: 'web' });
  });

  test('are found by prefix, or by a part of the name with less said about each', async () => {
    const { client } = setUp();
    for (const name of ['/ecs/api', '/ecs/web', '/rds/web']) {
      await client.send(new CreateLogGroupCommand({ logGroupName: name }));
    }
    const describeGroups = async (input: DescribeLogGroupsCommandInput) =>
      (await client.send(new DescribeLogGroupsCommand(input))).logGroups;
    const byPrefix = await describeGroups({ logGroupNamePrefix: '/ecs' });
    expect(byPrefix?.map((group) => group.logGroupName)).toEqual(['/ecs/api', '/ecs/web']);
    const byPattern = await describeGroups({ logGroupNamePattern: 'web' });
    expect(byPattern?.map((group) => group.logGroupName)).toEqual(['/ecs/web', '/rds/web']);
    expect(Object.keys(byPattern?.[0] ?? {}).sort()).toEqual(['arn', 'creationTime', 'logGroupName']);
    await expect(describeGroups({ logGroupNamePattern: 'web', logGroupNamePrefix: '/ecs' })).rejects.toThrow(
      'mutually exclusive',
    );
  });

  test('a deleted group is gone with its streams', async () => {
    const { client, put } = await setUpStream();
    await put(events(1));
    await client.send(new DeleteLogGroupCommand({ logGroupName }));
    await client.send(new CreateLogGroupCommand({ logGroupName }));
    await expect(client.send(new GetLogEventsCommand({ logGroupName, logStreamName }))).rejects.toMatchObject(
      {
        name: 'ResourceNotFoundException',
        message: 'The specified log stream does not exist.',
      },
    );
  });

  test.each([
    [
      'a missing group',
      new DeleteLogGroupCommand({ logGroupName: 'no' }),
      'The specified log group does not exist.',
    ],
    [
      'a name with a colon',
      new CreateLogGroupCommand({ logGroupName: 'a:b' }),
      "1 validation error detected: Value 'a:b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
    ],
    [
      'two days of retention',
      new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 2 }),
      /^1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: \[1, 3, 5, /,
    ],
    [
      'a limit beyond 50',
      new DescribeLogGroupsCommand({ limit: 51 }),
      "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
    ],
    [
      'a group named twice',
      new GetLogEventsCommand({ logGroupName, logGroupIdentifier: logGroupName, logStreamName }),
      'Exactly one of logGroupName and logGroupIdentifier must be given.',
    ],
    [
      'the latest first from before 2024',
      new FilterLogEventsCommand({ logGroupName, startFromHead: false }),
      'startFromHead false needs a startTime on or after 2024-01-01T00:00:00Z.',
    ],
    [
      'an option that is not emulated',
      new CreateLogGroupCommand({ logGroupName: 'k', kmsKeyId: 'key' }),
      'The embedded AWS does not implement kmsKeyId of CreateLogGroup.',
    ],
  ])('%s is refused in AWS’s words', async (_case, command, message) => {
    const { client } = await setUpStream();
    await expect(client.send(command as DeleteLogGroupCommand)).rejects.toThrow(message);
  });

  test('events older than the retention are taken in no more, and not given any more', async () => {
    const { client, clock, put } = await setUpStream();
    await client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
    const { rejectedLogEventsInfo } = await put([
      { timestamp: START - 1.5 * DAY, message: 'expired' },
      { timestamp: START - 0.75 * DAY, message: 'kept' },
    ]);
    expect(rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
    const read = () => client.send(new GetLogEventsCommand({ logGroupName, logStreamName }));
    expect(messages(await read())).toEqual(['kept']);
    await clock.run(sleep(clock, DAY));
    expect(messages(await read())).toEqual([]);
  });
});
