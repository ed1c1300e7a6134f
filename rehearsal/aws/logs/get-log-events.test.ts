import { GetLogEventsCommand, paginateGetLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from '@jest/globals';
import { events, logGroupName, logStreamName, messages, START, setUpStream } from './testing/world.ts';

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
    const read = (region: string) => {
      const logGroupIdentifier = `arn:aws:logs:${region}:123456789012:log-group:/ecs/web`;
      return client.send(new GetLogEventsCommand({ logGroupIdentifier, logStreamName }));
    };
    expect(messages(await read('eu-west-1'))).toEqual(['line 0']);
    await expect(read('us-east-1')).rejects.toMatchObject({ name: 'NotImplemented' });
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
