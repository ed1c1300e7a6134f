import type { Clock } from '../../../lib/action/clock.ts';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import { makeEventId } from './event-ids.ts';
import type { LogsSettings } from './settings.ts';

export interface LogEvent {
  /** Sorts by time, then by arrival. */
  readonly id: bigint;
  readonly stream: string;
  /** Milliseconds since the epoch, as is `ingestionTime`. */
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

export interface LogStream {
  readonly name: string;
  readonly creationTime: number;
  /** In the order of their ids. */
  readonly events: LogEvent[];
}

export interface LogGroup {
  readonly name: string;
  readonly creationTime: number;
  retentionInDays: number | undefined;
  readonly tags: Map<string, string>;
  readonly streams: Map<string, LogStream>;
  /** Events taken in so far: the next one's place among those of its millisecond. */
  arrivals: number;
}

/** The log groups of one account and region. */
export type LogGroups = Map<string, LogGroup>;

export type Place = Pick<Call, 'account' | 'region'>;

/** The form without `:*`, which tagging and identifiers use. */
export function groupArn(name: string, { account, region }: Place): string {
  return `arn:aws:logs:${region}:${account}:log-group:${name}`;
}

export const DAY = 24 * 60 * 60 * 1000;

/** What CloudWatch Logs adds to every message when it counts bytes. */
export const EVENT_OVERHEAD = 26;

export function createGroup(groups: LogGroups, name: string, now: number): LogGroup {
  if (groups.has(name)) {
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
  }
  const group: LogGroup = {
    name,
    creationTime: now,
    retentionInDays: undefined,
    tags: new Map(),
    streams: new Map(),
    arrivals: 0,
  };
  groups.set(name, group);
  return group;
}

export function createStream(group: LogGroup, name: string, now: number): LogStream {
  if (group.streams.has(name)) {
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
  }
  const stream: LogStream = { name, creationTime: now, events: [] };
  group.streams.set(name, stream);
  return stream;
}

/** @throws AwsError ResourceNotFoundException */
export function findGroup(groups: LogGroups, name: string | undefined): LogGroup {
  const group = groups.get(name ?? '');
  if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

/** @throws AwsError ResourceNotFoundException */
export function findStream(group: LogGroup, name: string | undefined): LogStream {
  const stream = group.streams.get(name ?? '');
  if (!stream) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  return stream;
}

/** Adds an event at its place in time; most come in order, so the search starts at the end. */
export function addEvent(
  group: LogGroup,
  stream: LogStream,
  event: Pick<LogEvent, 'timestamp' | 'message'>,
  now: number,
): void {
  const id = makeEventId(event.timestamp, group.arrivals);
  group.arrivals += 1;
  let index = stream.events.length;
  while (index > 0 && (stream.events[index - 1]?.id ?? 0n) > id) index -= 1;
  stream.events.splice(index, 0, {
    id,
    stream: stream.name,
    timestamp: event.timestamp,
    ingestionTime: now,
    message: event.message,
  });
}

/** What reads show of a stream now. */
export type ShownEvents = (group: LogGroup, stream: LogStream) => readonly LogEvent[];

/** Events are shown a moment after they were taken in, and until the group's retention is over or a little longer. */
export function createShownEvents(
  clock: Clock,
  { readDelay, expiredShown }: Pick<LogsSettings, 'expiredShown' | 'readDelay'>,
): ShownEvents {
  return ({ retentionInDays = Number.POSITIVE_INFINITY }, { events }) => {
    const latest = clock.now() - readDelay;
    const oldest = clock.now() - retentionInDays * DAY - expiredShown;
    return events.filter(({ timestamp, ingestionTime }) => timestamp >= oldest && ingestionTime <= latest);
  };
}

export function sizeOf(message: string): number {
  return Buffer.byteLength(message) + EVENT_OVERHEAD;
}
