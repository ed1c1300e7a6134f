import type * as sdk from '@aws-sdk/client-cloudwatch-logs';
import type { Call } from '../kernel/call.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import { readGroupName } from './checks.ts';
import { readEventToken, writeEventToken } from './event-ids.ts';
import { readPage } from './read-events.ts';
import { findGroup, findStream, type LogGroups, type ShownEvents } from './store.ts';

/**
 * GetLogEvents: one stream, the latest events unless asked from the head. At either end of the stream the token that
 * was passed in comes back, and stays good for events that come later.
 */
export function createGetLogEvents(groupsOf: (call: Call) => LogGroups, shownEvents: ShownEvents) {
  return (input: sdk.GetLogEventsRequest, call: Call): sdk.GetLogEventsResponse => {
    refuseGiven('GetLogEvents', input, ['unmask']);
    const group = findGroup(groupsOf(call), readGroupName(input, call));
    const stream = findStream(group, input.logStreamName);
    const token = input.nextToken === undefined ? undefined : readEventToken(input.nextToken);
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
    const events = shownEvents(group, stream).filter(
      ({ timestamp }) => timestamp >= startTime && timestamp < endTime,
    );
    const direction = token?.direction ?? (input.startFromHead ? 'forward' : 'backward');
    const page = readPage(events, direction, token?.bound, input.limit);
    return {
      events: page.events.map(({ timestamp, message, ingestionTime }) => ({
        timestamp,
        message,
        ingestionTime,
      })),
      nextForwardToken: writeEventToken({ direction: 'forward', bound: page.after }),
      nextBackwardToken: writeEventToken({ direction: 'backward', bound: page.before }),
    };
  };
}
