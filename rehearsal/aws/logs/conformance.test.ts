import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { sleep } from '../../../lib/action/clock.ts';
import { conforms } from '../conformance/testing/conforms.ts';
import { refusalOf } from '../conformance/testing/proofs.ts';
import { LOGS_BEHAVIOURS } from './behaviours.ts';
import type { LogsSettings } from './settings.ts';
import {
  DAY,
  events,
  logGroupName,
  logStreamName,
  messages,
  PLACE,
  START,
  setUp,
  setUpStream,
} from './testing/world.ts';

const HOUR = DAY / 24;
const names = { logGroupName, logStreamName };

/** A stream, and what is read of it. */
async function createStream(settings: Partial<LogsSettings> = {}) {
  const world = await setUpStream(settings);
  const logs: CloudWatchLogs = world.client;
  return {
    ...{ ...world, logs },
    wait: (milliseconds: number) => world.clock.run(sleep(world.clock, milliseconds)),
    read: async (input: Omit<Parameters<CloudWatchLogs['getLogEvents']>[0], 'logStreamName'> = {}) =>
      messages(await logs.getLogEvents({ ...names, ...input })),
    filter: async (input: object = {}) => messages(await logs.filterLogEvents({ logGroupName, ...input })),
  };
}

conforms(LOGS_BEHAVIOURS, {
  async 'sequence-tokens-are-ignored'() {
    const { logs, read } = await createStream();
    const put = (message: string) =>
      logs.putLogEvents({ ...names, sequenceToken: 'any', logEvents: [{ timestamp: START, message }] });
    await Promise.all([put('a'), put('b')]);
    expect((await read())?.sort()).toEqual(['a', 'b']);
  },
  async 'batch-in-order'() {
    const { put, read } = await createStream();
    expect(await refusalOf(put([...events(2)].reverse()))).toBe(
      'InvalidParameterException: Log events in a single PutLogEvents request must be in chronological order.',
    );
    expect(await read()).toEqual([]);
  },
  async 'batch-of-a-day'() {
    const { put } = await createStream();
    const span = (milliseconds: number) =>
      put([
        { timestamp: START - milliseconds, message: 'a' },
        { timestamp: START, message: 'b' },
      ]);
    expect(await refusalOf(span(DAY))).toBe('no error');
    expect(await refusalOf(span(DAY + 1))).toMatch(/^InvalidParameterException: .* 24 hours\.$/);
  },
  async 'batch-of-a-mebibyte'() {
    const { put } = await createStream();
    const size = (bytes: number) => put([{ timestamp: START, message: 'x'.repeat(bytes) }]);
    expect(await refusalOf(size(1_048_576 - 26))).toBe('no error');
    expect(await refusalOf(size(1_048_577 - 26))).toBe(
      'InvalidParameterException: Upload too large: 1048577 bytes exceeds limit of 1048576',
    );
  },
  async 'bad-times-are-left-out'() {
    const { put, read } = await createStream();
    const { rejectedLogEventsInfo } = await put([
      { timestamp: START - 15 * DAY, message: 'too old' },
      { timestamp: START, message: 'good' },
      { timestamp: START + 3 * HOUR, message: 'too new' },
    ]);
    expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 });
    expect(await read()).toEqual(['good']);
  },
  async 'retention-ends-events'() {
    const { logs, put, read, filter, wait } = await createStream();
    await logs.putRetentionPolicy({ logGroupName, retentionInDays: 1 });
    await put(events(1));
    await wait(DAY);
    expect([await read(), await filter()]).toEqual([['line 0'], ['line 0']]);
    await wait(1);
    expect([await read(), await filter()]).toEqual([[], []]);
    await logs.deleteRetentionPolicy({ logGroupName });
  },
  async 'expired-may-be-shown'() {
    for (const expiredShown of [0, 72 * HOUR]) {
      const { logs, put, read, wait } = await createStream({ expiredShown });
      await logs.putRetentionPolicy({ logGroupName, retentionInDays: 1 });
      await put(events(1));
      await wait(DAY + 71 * HOUR);
      expect(await read()).toEqual(expiredShown === 0 ? [] : ['line 0']);
      await wait(2 * HOUR);
      expect(await read()).toEqual([]);
    }
  },
  async 'retention-days'() {
    const { logs } = await createStream();
    const keep = (retentionInDays: number) =>
      refusalOf(logs.putRetentionPolicy({ logGroupName, retentionInDays }));
    expect([await keep(1), await keep(30), await keep(3653)]).toEqual(Array(3).fill('no error'));
    expect(await keep(2)).toMatch(/^InvalidParameterException: .*Value '2' at 'retentionInDays'/);
  },
  async 'reads-come-later'() {
    for (const readDelay of [0, 2_000]) {
      const { put, read, filter, wait } = await createStream({ readDelay });
      await put(events(1));
      const early = readDelay === 0 ? ['line 0'] : [];
      expect([await read(), await filter()]).toEqual([early, early]);
      await wait(2_000);
      expect([await read(), await filter()]).toEqual([['line 0'], ['line 0']]);
    }
  },
  async 'last-event-is-told-later'() {
    for (const lastEventDelay of [0, HOUR]) {
      const { logs, put, wait } = await createStream({ lastEventDelay });
      await put(events(1));
      const tell = async () => (await logs.describeLogStreams({ logGroupName })).logStreams?.[0];
      expect((await tell())?.lastEventTimestamp).toBe(lastEventDelay === 0 ? START : undefined);
      await wait(HOUR);
      expect(await tell()).toMatchObject({
        lastEventTimestamp: START,
        lastIngestionTime: START,
        storedBytes: 0,
      });
    }
  },
  async 'latest-first'() {
    const { put, read } = await createStream();
    await put(events(5));
    expect(await read({ limit: 2 })).toEqual(['line 3', 'line 4']);
    expect(await read({ limit: 2, startFromHead: true })).toEqual(['line 0', 'line 1']);
  },
  async 'token-at-the-end'() {
    const { logs, put } = await createStream();
    const get = (nextToken?: string) => logs.getLogEvents({ ...names, startFromHead: true, nextToken });
    await put(events(3));
    const first = await get();
    const end = await get(first.nextForwardToken);
    expect(end.nextForwardToken).toBe(first.nextForwardToken);
    await put([{ timestamp: START, message: 'later' }]);
    expect(messages(await get(end.nextForwardToken))).toEqual(['later']);
    expect(await refusalOf(get('made up'))).toMatch(/^InvalidParameterException/);
  },
  async 'end-excluded'() {
    const { put, read, filter } = await createStream();
    await put(events(3));
    const range = { startTime: START - 2000, endTime: START };
    expect(await read(range)).toEqual(['line 0', 'line 1']);
    expect(await filter(range)).toEqual(['line 0', 'line 1', 'line 2']);
  },
  async 'streams-as-one'() {
    const lines = fc.array(fc.record({ stream: fc.constantFrom('a', 'b', 'c'), at: fc.nat({ max: 50 }) }), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 4 }), async (written, limit) => {
        const { client, sink } = setUp();
        sink.createGroup(PLACE, logGroupName);
        for (const [index, { stream, at }] of written.entries()) {
          sink.write(PLACE, { group: logGroupName, stream, timestamp: START + at, message: `${index}` });
        }
        const read: { at: number; message: string }[] = [];
        let nextToken: string | undefined;
        do {
          const page = await client.filterLogEvents({ logGroupName, limit, nextToken });
          for (const { timestamp = 0, message = '' } of page.events ?? [])
            read.push({ at: timestamp, message });
          nextToken = page.nextToken;
        } while (nextToken !== undefined);
        expect(read.map(({ message }) => Number(message)).sort((a, b) => a - b)).toEqual([...written.keys()]);
        expect(read.map(({ at }) => at)).toEqual(read.map(({ at }) => at).sort((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  },
  async 'filter-patterns'() {
    const { put, filter } = await createStream();
    const texts = ['ERROR disk', 'ERROR net', 'WARN disk', 'all well'];
    await put(texts.map((message) => ({ timestamp: START, message })));
    const matches = async (filterPattern: string) => filter({ filterPattern });
    expect(await matches('ERROR disk')).toEqual(['ERROR disk']);
    expect(await matches('?ERROR ?WARN')).toEqual(texts.slice(0, 3));
    expect(await matches('ERROR -disk')).toEqual(['ERROR net']);
    expect(await matches('"all well"')).toEqual(['all well']);
    expect(await refusalOf(matches('{ $.level = "x" }'))).toMatch(/^NotImplemented/);
  },
  async 'streams-by-last-event'() {
    const { client, sink } = setUp();
    sink.createGroup(PLACE, logGroupName);
    for (const [index, stream] of ['b', 'c', 'a'].entries()) {
      sink.write(PLACE, { group: logGroupName, stream, timestamp: START + index, message: 'x' });
    }
    const list = async (input: object) =>
      (await client.describeLogStreams({ logGroupName, ...input })).logStreams?.map(
        (row) => row.logStreamName,
      );
    expect(await list({})).toEqual(['a', 'b', 'c']);
    expect(await list({ orderBy: 'LastEventTime', descending: true })).toEqual(['a', 'c', 'b']);
    expect(await refusalOf(list({ orderBy: 'LastEventTime', logStreamNamePrefix: 'a' }))).toBe(
      'InvalidParameterException: Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
  },
  async 'groups-exist-once'() {
    const { logs } = await createStream();
    expect(await refusalOf(logs.createLogGroup({ logGroupName }))).toBe(
      'ResourceAlreadyExistsException: The specified log group already exists',
    );
    expect(await refusalOf(logs.createLogStream(names))).toBe(
      'ResourceAlreadyExistsException: The specified log stream already exists',
    );
    expect(await refusalOf(logs.getLogEvents({ ...names, logGroupName: 'none' }))).toBe(
      'ResourceNotFoundException: The specified log group does not exist.',
    );
    expect(await refusalOf(logs.getLogEvents({ ...names, logStreamName: 'none' }))).toBe(
      'ResourceNotFoundException: The specified log stream does not exist.',
    );
  },
  async 'no-line-is-lost'() {
    const { client, sink } = setUp();
    sink.createGroup(PLACE, logGroupName);
    const lines = ['first', `${'ä'.repeat(200_000)}b`, 'last'];
    for (const message of lines) {
      sink.write(PLACE, { group: logGroupName, stream: logStreamName, timestamp: START, message });
    }
    const read: string[] = [];
    let nextToken: string | undefined;
    for (let page = 0; page < 5; page++) {
      const answer = await client.getLogEvents({ ...names, startFromHead: true, nextToken });
      read.push(...(answer.events ?? []).map(({ message = '' }) => message));
      nextToken = answer.nextForwardToken;
    }
    expect(read.join('')).toBe(lines.join(''));
    expect(Math.max(...read.map((piece) => Buffer.byteLength(piece)))).toBeLessThanOrEqual(256 * 1024 - 26);
  },
});
