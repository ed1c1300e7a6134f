import {
  GetLogEventsCommand,
  type InputLogEvent,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from '@jest/globals';
import { DAY, events, logGroupName, logStreamName, messages, START, setUpStream } from './testing/world.ts';

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
