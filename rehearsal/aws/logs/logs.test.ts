import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  type DescribeLogGroupsCommandInput,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type InputLogEvent,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  paginateDescribeLogStreams,
  paginateFilterLogEvents,
  paginateGetLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createDispatch } from '../kernel/dispatch.ts';
import { inProcessClient } from '../kernel/in-process.ts';
import { createRandom } from '../kernel/random.ts';
import { createVirtualClock } from '../kernel/virtual-clock.ts';
import { createLogs } from './logs.ts';

const START = Date.UTC(2026, 0, 31);
const DAY = 24 * 60 * 60 * 1000;
const logGroupName = '/ecs/web';
const logStreamName = 'web/app/1';

function setUp() {
  const clock = createVirtualClock(START);
  const { service, sink } = createLogs({ clock });
  const dispatch = createDispatch([service], { clock, random: createRandom(1), onCall: () => {} });
  return { clock, sink, client: new CloudWatchLogsClient(inProcessClient(dispatch)) };
}

async function setUpStream() {
  const world = setUp();
  await world.client.send(new CreateLogGroupCommand({ logGroupName }));
  await world.client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const put = (logEvents: InputLogEvent[]) =>
    world.client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  return { ...world, put };
}

/** `count` events a second apart, the last one now. */
const events = (count: number): InputLogEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    timestamp: START - (count - 1 - index) * 1000,
    message: `line ${index}`,
  }));

const messages = (page: { events?: { message?: string | undefined }[] | undefined }) =>
  page.events?.map(({ message }) => message);

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

describe('log streams', () => {
  test('are listed by name in pages, or by their last event, newest first on request', async () => {
    const { client, sink } = setUp();
    const place = { account: '123456789012', region: 'eu-west-1' };
    sink.createGroup(place, logGroupName);
    for (const [index, stream] of ['b', 'c', 'a'].entries()) {
      sink.write(place, { group: logGroupName, stream, timestamp: START + index, message: 'x' });
    }
    const names: (string | undefined)[] = [];
    for await (const page of paginateDescribeLogStreams({ client, pageSize: 2 }, { logGroupName })) {
      names.push(...(page.logStreams ?? []).map((stream) => stream.logStreamName));
    }
    expect(names).toEqual(['a', 'b', 'c']);
    const { logStreams } = await client.send(
      new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true }),
    );
    expect(logStreams?.map((stream) => stream.logStreamName)).toEqual(['a', 'c', 'b']);
    expect(logStreams?.[0]).toMatchObject({
      firstEventTimestamp: START + 2,
      lastEventTimestamp: START + 2,
      storedBytes: 0,
      arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/web:log-stream:a',
    });
  });

  test('cannot be asked for by prefix and by last event at once', async () => {
    const { client } = await setUpStream();
    await expect(
      client.send(
        new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', logStreamNamePrefix: 'w' }),
      ),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Cannot order by LastEventTime with a logStreamNamePrefix.',
    });
  });
});

describe('PutLogEvents', () => {
  test('leaves out what is too old or too new, says which, and stores the rest', async () => {
    const { client, put } = await setUpStream();
    const { rejectedLogEventsInfo } = await put([
      { timestamp: START - 15 * DAY, message: 'too old' },
      { timestamp: START, message: 'good' },
      { timestamp: START + 3 * 60 * 60 * 1000, message: 'too new' },
    ]);
    expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 });
    expect(messages(await client.send(new GetLogEventsCommand({ logGroupName, logStreamName })))).toEqual([
      'good',
    ]);
  });

  test('takes any sequence token', async () => {
    const { client } = await setUpStream();
    const command = new PutLogEventsCommand({
      logGroupName,
      logStreamName,
      logEvents: events(1),
      sequenceToken: 'wrong',
    });
    expect((await client.send(command)).nextSequenceToken).toMatch(/^\d{56}$/);
  });

  test.each<[string, InputLogEvent[], string]>([
    [
      'events out of order',
      [...events(2)].reverse(),
      'Log events in a single PutLogEvents request must be in chronological order.',
    ],
    [
      'more than 24 hours',
      [
        { timestamp: START - DAY - 1, message: 'a' },
        { timestamp: START, message: 'b' },
      ],
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    ],
    [
      'more than a mebibyte',
      [{ timestamp: START, message: 'x'.repeat(1_048_576) }],
      'Upload too large: 1048602 bytes exceeds limit of 1048576',
    ],
    [
      'an empty message',
      [{ timestamp: START, message: '' }],
      "1 validation error detected: Value '' at 'logEvents.1.member.message' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])('refuses a batch with %s whole', async (_case, batch, message) => {
    const { client, put } = await setUpStream();
    await expect(put(batch)).rejects.toMatchObject({ name: 'InvalidParameterException', message });
    expect(messages(await client.send(new GetLogEventsCommand({ logGroupName, logStreamName })))).toEqual([]);
  });
});

describe('GetLogEvents', () => {
  test('gives the latest events first, and each page in the order of time', async () => {
    const { client, put } = await setUpStream();
    await put(events(5));
    const input = { logGroupName, logStreamName, limit: 2 };
    const latest = await client.send(new GetLogEventsCommand(input));
    expect(messages(latest)).toEqual(['line 3', 'line 4']);
    expect(latest.nextBackwardToken).toMatch(/^b\/\d{56}\/s$/);
    const earlier = await client.send(
      new GetLogEventsCommand({ ...input, nextToken: latest.nextBackwardToken }),
    );
    expect(messages(earlier)).toEqual(['line 1', 'line 2']);
  });

  test('the same token comes back at the end, and later gives what has come since', async () => {
    const { client, put } = await setUpStream();
    await put(events(3));
    const read = (nextToken?: string) =>
      client.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true, nextToken }));
    const first = await read();
    const end = await read(first.nextForwardToken);
    expect(messages(end)).toEqual([]);
    expect(end.nextForwardToken).toBe(first.nextForwardToken);
    await put([{ timestamp: START, message: 'later' }]);
    expect(messages(await read(end.nextForwardToken))).toEqual(['later']);
  });

  test('the SDK’s own paginator reads a stream whole, each event once, and stops', async () => {
    const { client, put } = await setUpStream();
    await put(events(25));
    const read: (string | undefined)[] = [];
    const pages = paginateGetLogEvents(
      { client, pageSize: 10, stopOnSameToken: true },
      { logGroupName, logStreamName, startFromHead: true },
    );
    for await (const page of pages) read.push(...(messages(page) ?? []));
    expect(read).toEqual(events(25).map(({ message }) => message));
  });

  test('the start is included, the end is not', async () => {
    const { client, put } = await setUpStream();
    await put(events(3));
    const page = await client.send(
      new GetLogEventsCommand({ logGroupName, logStreamName, startTime: START - 2000, endTime: START }),
    );
    expect(messages(page)).toEqual(['line 0', 'line 1']);
  });

  test('events of later batches stand at their time', async () => {
    const { client, put } = await setUpStream();
    await put([{ timestamp: START, message: 'second' }]);
    await put([{ timestamp: START - 1, message: 'first' }]);
    await put([{ timestamp: START, message: 'third' }]);
    expect(messages(await client.send(new GetLogEventsCommand({ logGroupName, logStreamName })))).toEqual([
      'first',
      'second',
      'third',
    ]);
  });

  test('the group may be named by its ARN', async () => {
    const { client, put } = await setUpStream();
    await put(events(1));
    const logGroupIdentifier = 'arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/web';
    const page = await client.send(new GetLogEventsCommand({ logGroupIdentifier, logStreamName }));
    expect(messages(page)).toEqual(['line 0']);
  });

  test('a page ends before a mebibyte', async () => {
    const { client, put } = await setUpStream();
    for (let index = 0; index < 3; index++) {
      await put([{ timestamp: START + index, message: `${index}`.repeat(600_000) }]);
    }
    const page = await client.send(
      new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }),
    );
    expect(page.events).toHaveLength(1);
  });

  test('a made-up token is refused', async () => {
    const { client } = await setUpStream();
    await expect(
      client.send(new GetLogEventsCommand({ logGroupName, logStreamName, nextToken: 'x' })),
    ).rejects.toThrow('The specified nextToken is invalid.');
  });
});

describe('FilterLogEvents', () => {
  const place = { account: '123456789012', region: 'eu-west-1' };

  async function setUpTwoStreams() {
    const world = setUp();
    world.sink.createGroup(place, logGroupName);
    for (let index = 0; index < 4; index++) {
      world.sink.write(place, {
        group: logGroupName,
        stream: index % 2 === 0 ? 'even/app' : 'odd/app',
        timestamp: START + index,
        message: index === 3 ? 'ERROR 3' : `info ${index}`,
      });
    }
    return world;
  }

  test('mixes the streams in the order of time, page by page', async () => {
    const { client } = await setUpTwoStreams();
    const read: (string | undefined)[] = [];
    for await (const page of paginateFilterLogEvents({ client, pageSize: 3 }, { logGroupName })) {
      read.push(...(page.events ?? []).map((event) => `${event.logStreamName} ${event.message}`));
    }
    expect(read).toEqual(['even/app info 0', 'odd/app info 1', 'even/app info 2', 'odd/app ERROR 3']);
  });

  test('selects by pattern, by prefix and by time with the end included', async () => {
    const { client } = await setUpTwoStreams();
    const filter = async (input: object) =>
      messages(await client.send(new FilterLogEventsCommand({ logGroupName, ...input })));
    expect(await filter({ filterPattern: 'ERROR' })).toEqual(['ERROR 3']);
    expect(await filter({ logStreamNamePrefix: 'even' })).toEqual(['info 0', 'info 2']);
    expect(await filter({ startTime: START + 1, endTime: START + 2 })).toEqual(['info 1', 'info 2']);
    expect(await filter({ startTime: START, startFromHead: false, limit: 1 })).toEqual(['ERROR 3']);
    await expect(filter({ logStreamNames: ['none'] })).rejects.toThrow(
      'The specified log stream does not exist.',
    );
  });
});

describe('the awslogs sink', () => {
  const place = { account: '123456789012', region: 'eu-west-1' };

  test('makes the stream, keeps every line in order, and sends no empty one', async () => {
    const { client, sink } = setUp();
    expect(sink.hasGroup(place, logGroupName)).toBe(false);
    sink.createGroup(place, logGroupName);
    sink.createGroup(place, logGroupName);
    expect(sink.hasGroup(place, logGroupName)).toBe(true);
    for (const message of ['one', '', 'two']) {
      sink.write(place, { group: logGroupName, stream: logStreamName, timestamp: START, message });
    }
    expect(messages(await client.send(new GetLogEventsCommand({ logGroupName, logStreamName })))).toEqual([
      'one',
      'two',
    ]);
  });

  test('a line of another region is not seen here', async () => {
    const { client, sink } = await setUpStream();
    const elsewhere = { ...place, region: 'eu-central-1' };
    sink.createGroup(elsewhere, logGroupName);
    sink.write(elsewhere, { group: logGroupName, stream: logStreamName, timestamp: START, message: 'x' });
    expect(messages(await client.send(new GetLogEventsCommand({ logGroupName, logStreamName })))).toEqual([]);
  });

  test('a line into a deleted group is dropped', async () => {
    const { client, sink } = setUp();
    sink.write(place, { group: logGroupName, stream: logStreamName, timestamp: START, message: 'x' });
    expect((await client.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
  });
});
