import type * as sdk from '@aws-sdk/client-cloudwatch-logs';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import { readGroupName } from './checks.ts';
import { type EventToken, readEventToken, writeEventId, writeEventToken } from './event-ids.ts';
import { parseFilterPattern } from './filter-pattern.ts';
import { readPage } from './read-events.ts';
import {
  findGroup,
  findStream,
  type LogGroup,
  type LogGroups,
  type LogStream,
  type ShownEvents,
} from './store.ts';

/** FilterLogEvents: many streams of a group as one, in the order of time. */
export function createFilterLogEvents(groupsOf: (call: Call) => LogGroups, shownEvents: ShownEvents) {
  return (input: sdk.FilterLogEventsRequest, call: Call): sdk.FilterLogEventsResponse => {
    refuseGiven('FilterLogEvents', input, ['unmask']);
    const group = findGroup(groupsOf(call), readGroupName(input, call));
    const token = input.nextToken === undefined ? undefined : readEventToken(input.nextToken);
    const matches = parseFilterPattern(input.filterPattern ?? '');
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
    // Unlike GetLogEvents, the end is included.
    const events = selectStreams(group, input)
      .flatMap((stream) => [...shownEvents(group, stream)])
      .filter(({ timestamp, message }) => timestamp >= startTime && timestamp <= endTime && matches(message))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const direction = token?.direction ?? startDirection(input);
    const page = readPage(events, direction, token?.bound, input.limit);
    const bound = direction === 'forward' ? page.after : page.before;
    const shown = direction === 'forward' ? page.events : [...page.events].reverse();
    return {
      events: shown.map(({ id, stream, timestamp, message, ingestionTime }) => ({
        logStreamName: stream,
        timestamp,
        message,
        ingestionTime,
        eventId: writeEventId(id),
      })),
      // Not supported since May 2020 (FilterLogEvents).
      searchedLogStreams: [],
      nextToken: page.more ? writeEventToken({ direction, bound }) : undefined,
    };
  };
}

function selectStreams(group: LogGroup, input: sdk.FilterLogEventsRequest): LogStream[] {
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  if (names !== undefined && prefix !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      'logStreamNames and logStreamNamePrefix must not both be given.',
    );
  }
  if (names !== undefined) return names.map((name) => findStream(group, name));
  return [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? ''));
}

/** From this moment on the latest events can be asked for first (FilterLogEvents). */
const DESCENDING_SINCE = Date.UTC(2024, 0, 1);

function startDirection(input: sdk.FilterLogEventsRequest): EventToken['direction'] {
  if (input.startFromHead ?? true) return 'forward';
  if ((input.startTime ?? 0) < DESCENDING_SINCE) {
    throw new AwsError(
      'InvalidParameterException',
      'startFromHead false needs a startTime on or after 2024-01-01T00:00:00Z.',
    );
  }
  return 'backward';
}
