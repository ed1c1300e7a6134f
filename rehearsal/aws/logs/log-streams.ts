import type * as sdk from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import type { Operations } from '../kernel/service.ts';
import { describePage, readGroupName } from './checks.ts';
import { writeEventId } from './event-ids.ts';
import {
  createStream,
  findGroup,
  findStream,
  groupArn,
  type LogGroup,
  type LogGroups,
  type LogStream,
  type ShownEvents,
} from './store.ts';

export interface StreamPorts {
  readonly groupsOf: (call: Call) => LogGroups;
  readonly clock: Clock;
  readonly shownEvents: ShownEvents;
  /** How late descriptions tell of a stream's last event, in milliseconds. */
  readonly lastEventDelay: number;
}

/** Log streams: made, deleted, listed by name or by their last event. */
export function logStreamOperations({
  groupsOf,
  clock,
  shownEvents,
  lastEventDelay,
}: StreamPorts): Operations {
  /** What descriptions know of. */
  const toldEvents: ShownEvents = (group, stream) =>
    shownEvents(group, stream).filter(({ ingestionTime }) => ingestionTime <= clock.now() - lastEventDelay);

  function create(input: sdk.CreateLogStreamRequest, call: Call): object {
    const group = findGroup(groupsOf(call), input.logGroupName);
    createStream(group, input.logStreamName ?? '', clock.now());
    return {};
  }

  function remove(input: sdk.DeleteLogStreamRequest, call: Call): object {
    const group = findGroup(groupsOf(call), input.logGroupName);
    group.streams.delete(findStream(group, input.logStreamName).name);
    return {};
  }

  function describe(input: sdk.DescribeLogStreamsRequest, call: Call): sdk.DescribeLogStreamsResponse {
    const group = findGroup(groupsOf(call), readGroupName(input, call));
    const { logStreamNamePrefix: prefix = '', orderBy = 'LogStreamName', descending = false } = input;
    if (orderBy === 'LastEventTime' && input.logStreamNamePrefix !== undefined) {
      throw new AwsError(
        'InvalidParameterException',
        'Cannot order by LastEventTime with a logStreamNamePrefix.',
      );
    }
    const rows = [...group.streams.values()]
      .filter(({ name }) => name.startsWith(prefix))
      .map((stream) => render(group, stream, call, toldEvents));
    const keyOf = (row: sdk.LogStream) =>
      orderBy === 'LastEventTime' ? lastEventKey(row) : (row.logStreamName ?? '');
    const page = describePage(rows, { keyOf, descending }, input);
    return { logStreams: page.items, nextToken: page.nextToken };
  }

  return { CreateLogStream: create, DeleteLogStream: remove, DescribeLogStreams: describe };
}

function lastEventKey({ lastEventTimestamp = 0, logStreamName }: sdk.LogStream): string {
  return `${String(lastEventTimestamp).padStart(16, '0')}/${logStreamName}`;
}

function render(group: LogGroup, stream: LogStream, call: Call, toldEvents: ShownEvents): sdk.LogStream {
  const events = toldEvents(group, stream);
  const [first, last] = [events.at(0), events.at(-1)];
  return {
    logStreamName: stream.name,
    creationTime: stream.creationTime,
    firstEventTimestamp: first?.timestamp,
    lastEventTimestamp: last?.timestamp,
    lastIngestionTime: last?.ingestionTime,
    uploadSequenceToken: writeEventId(last?.id ?? 0n),
    arn: `${groupArn(group.name, call)}:log-stream:${stream.name}`,
    // Always zero for streams since June 2019 (LogStream.storedBytes).
    storedBytes: 0,
  };
}
