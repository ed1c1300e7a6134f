import { DescribeLogStreamsCommand, paginateDescribeLogStreams } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from '@jest/globals';
import { logGroupName, PLACE, START, setUp, setUpStream } from './testing/world.ts';

describe('log streams', () => {
  test('are listed by name in pages, or by their last event, newest first on request', async () => {
    const { client, sink } = setUp();
    sink.createGroup(PLACE, logGroupName);
    for (const [index, stream] of ['b', 'c', 'a'].entries()) {
      sink.write(PLACE, { group: logGroupName, stream, timestamp: START + index, message: 'x' });
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
