import { FilterLogEventsCommand, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from '@jest/globals';
import { logGroupName, messages, PLACE, START, setUp } from './testing/world.ts';

describe('FilterLogEvents', () => {
  async function setUpTwoStreams() {
    const world = setUp();
    world.sink.createGroup(PLACE, logGroupName);
    for (let index = 0; index < 4; index++) {
      world.sink.write(PLACE, {
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
