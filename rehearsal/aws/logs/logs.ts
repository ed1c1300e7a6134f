import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../../lib/action/clock.ts';
import { perRegion } from '../kernel/call.ts';
import { defineService, type Service } from '../kernel/service.ts';
import { createLogSink } from './awslogs.ts';
import { createFilterLogEvents } from './filter-log-events.ts';
import { createGetLogEvents } from './get-log-events.ts';
import { logGroupOperations } from './log-groups.ts';
import type { LogSink } from './log-sink.ts';
import { logStreamOperations } from './log-streams.ts';
import { createPutLogEvents } from './put-log-events.ts';
import { defaultLogsSettings, type LogsSettings } from './settings.ts';
import { createShownEvents, type LogGroup } from './store.ts';

/** CloudWatch Logs, and the sink through which tasks write into it. */
export function createLogs({
  clock,
  ...given
}: {
  readonly clock: Clock;
  readonly settings?: Partial<LogsSettings>;
}): {
  readonly service: Service;
  readonly sink: LogSink;
} {
  const groupsOf = perRegion(() => new Map<string, LogGroup>());
  const settings = { ...defaultLogsSettings, ...given.settings };
  const shownEvents = createShownEvents(clock, settings);
  const service = defineService(sdk, new sdk.CloudWatchLogsClient({ region: 'us-east-1' }), {
    ...logGroupOperations(groupsOf, clock, shownEvents),
    ...logStreamOperations({ groupsOf, clock, shownEvents, lastEventDelay: settings.lastEventDelay }),
    PutLogEvents: createPutLogEvents(groupsOf, clock),
    GetLogEvents: createGetLogEvents(groupsOf, shownEvents),
    FilterLogEvents: createFilterLogEvents(groupsOf, shownEvents),
  });
  return { service, sink: createLogSink(groupsOf, clock) };
}
