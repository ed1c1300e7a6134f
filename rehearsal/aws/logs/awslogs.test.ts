import { DescribeLogGroupsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutText } from './awslogs.ts';
import { logGroupName, logStreamName, messages, PLACE, START, setUp, setUpStream } from './testing/world.ts';

test('a long line is cut into pieces that fit, and nothing of it is lost or broken', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.integer({ min: 4, max: 20 }),
      (text, most) => {
        const pieces = cutText(text, most);
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => piece !== '' && Buffer.byteLength(piece) <= most)).toBe(true);
      },
    ),
  );
});

describe('the awslogs sink', () => {
  test('makes the stream, keeps every line in order, and sends no empty one', async () => {
    const { client, sink } = setUp();
    expect(sink.hasGroup(PLACE, logGroupName)).toBe(false);
    sink.createGroup(PLACE, logGroupName);
    sink.createGroup(PLACE, logGroupName);
    expect(sink.hasGroup(PLACE, logGroupName)).toBe(true);
    for (const message of ['one', '', 'two']) {
      sink.write(PLACE, { group: logGroupName, stream: logStreamName, timestamp: START, message });
    }
    expect(messages(await client.send(new GetLogEventsCommand({ logGroupName, logStreamName })))).toEqual([
      'one',
      'two',
    ]);
  });

  test('a line of another region is not seen here', async () => {
    const { client, sink } = await setUpStream();
    const elsewhere = { ...PLACE, region: 'eu-central-1' };
    sink.createGroup(elsewhere, logGroupName);
    sink.write(elsewhere, { group: logGroupName, stream: logStreamName, timestamp: START, message: 'x' });
    expect(messages(await client.send(new GetLogEventsCommand({ logGroupName, logStreamName })))).toEqual([]);
  });

  test('a line into a deleted group is dropped', async () => {
    const { client, sink } = setUp();
    sink.write(PLACE, { group: logGroupName, stream: logStreamName, timestamp: START, message: 'x' });
    expect((await client.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
  });
});
