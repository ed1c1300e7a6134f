import { defineBehaviours } from '../conformance/behaviour.ts';

/** How CloudWatch Logs behaves, proven one by one in `conformance.test.ts`. */
export const LOGS_BEHAVIOURS = defineBehaviours({
  'sequence-tokens-are-ignored': {
    does: 'PutLogEvents takes any sequence token, and one stream takes parallel calls',
    basis: 'model',
    source: 'PutLogEvents: sequenceToken',
    mutant: {
      file: 'logs/put-log-events.ts',
      from: "refuseGiven('PutLogEvents', input, ['entity']);",
      to: "refuseGiven('PutLogEvents', input, ['entity', 'sequenceToken']);",
    },
  },
  'batch-in-order': {
    does: 'the events of a batch must be in the order of time',
    basis: 'documentation',
    source: 'PutLogEvents',
    mutant: {
      file: 'logs/put-log-events.ts',
      from: 'batch.some(({ timestamp }, index)',
      to: '[].some(({ timestamp }, index)',
    },
  },
  'batch-of-a-day': {
    does: 'a batch spans at most 24 hours',
    basis: 'documentation',
    source: 'PutLogEvents',
    mutant: { file: 'logs/put-log-events.ts', from: '> BATCH_SPAN', to: '> 2 * BATCH_SPAN' },
  },
  'batch-of-a-mebibyte': {
    does: 'a batch holds at most 1,048,576 bytes, each event counted with 26 more',
    basis: 'documentation',
    source: 'PutLogEvents',
    mutant: { file: 'logs/store.ts', from: 'EVENT_OVERHEAD = 26', to: 'EVENT_OVERHEAD = 0' },
  },
  'bad-times-are-left-out': {
    does: 'events older than 14 days or more than two hours ahead are left out and reported, the others stored',
    basis: 'documentation',
    source: 'PutLogEvents: rejectedLogEventsInfo',
    mutant: { file: 'logs/put-log-events.ts', from: 'TOO_NEW = 2 *', to: 'TOO_NEW = 4 *' },
  },
  'retention-ends-events': {
    does: 'events past the retention of their group are shown no more',
    basis: 'documentation',
    source: 'PutRetentionPolicy',
    mutant: { file: 'logs/store.ts', from: 'timestamp >= oldest &&', to: '' },
  },
  'expired-may-be-shown': {
    does: 'reads may still show events for up to 72 hours after their retention is over',
    basis: 'hypothesis',
    source: 'PutRetentionPolicy; setting expiredShown',
    mutant: { file: 'logs/store.ts', from: ' - expiredShown', to: '' },
  },
  'retention-days': {
    does: 'a retention is one of 22 numbers of days',
    basis: 'documentation',
    source: 'PutRetentionPolicy: retentionInDays',
    mutant: { file: 'logs/log-groups.ts', from: '|| RETENTION_DAYS.includes(days)', to: '|| days' },
  },
  'reads-come-later': {
    does: 'an event can be read a moment after it was put',
    basis: 'hypothesis',
    source: 'setting readDelay',
    mutant: { file: 'logs/store.ts', from: 'clock.now() - readDelay', to: 'clock.now()' },
  },
  'last-event-is-told-later': {
    does: 'DescribeLogStreams tells of the last event with a delay',
    basis: 'documentation',
    source: 'LogStream: lastEventTimestamp; setting lastEventDelay',
    mutant: { file: 'logs/log-streams.ts', from: 'clock.now() - lastEventDelay', to: 'clock.now()' },
  },
  'latest-first': {
    does: 'GetLogEvents begins with the latest events unless it is asked to start from the head',
    basis: 'model',
    source: 'GetLogEvents: startFromHead',
    mutant: {
      file: 'logs/get-log-events.ts',
      from: "input.startFromHead ? 'forward' : 'backward'",
      to: "'forward'",
    },
  },
  'token-at-the-end': {
    does: 'at the end of a stream GetLogEvents gives the token back that it was given, which later shows what has come',
    basis: 'documentation',
    source: 'GetLogEvents: nextForwardToken',
    mutant: {
      file: 'logs/read-events.ts',
      from: 'after: last ? last.id + 1n : here',
      to: 'after: last ? last.id + 1n : here + 1n',
    },
  },
  'end-excluded': {
    does: 'GetLogEvents leaves the moment of endTime out, FilterLogEvents includes it',
    basis: 'model',
    source: 'GetLogEvents and FilterLogEvents: endTime',
    mutant: { file: 'logs/get-log-events.ts', from: 'timestamp < endTime', to: 'timestamp <= endTime' },
  },
  'streams-as-one': {
    does: 'FilterLogEvents gives the events of all streams in the order of time, each once, page by page',
    basis: 'documentation',
    source: 'FilterLogEvents',
    mutant: {
      file: 'logs/filter-log-events.ts',
      from: '(a.id < b.id ? -1 : 1)',
      to: '(a.stream < b.stream ? -1 : 1)',
    },
  },
  'filter-patterns': {
    does: 'all terms of a pattern must be there, of those with ? one, of those with - none',
    basis: 'documentation',
    source: 'CloudWatch Logs, filter pattern syntax',
    mutant: { file: 'logs/filter-pattern.ts', from: '!required.every(has)', to: '!required.some(has)' },
  },
  'streams-by-last-event': {
    does: 'streams are listed by name or by their last event, by which a prefix is refused',
    basis: 'model',
    source: 'DescribeLogStreams: orderBy, logStreamNamePrefix',
    mutant: {
      file: 'logs/log-streams.ts',
      from: "orderBy === 'LastEventTime' ?",
      to: "orderBy === 'never' ?",
    },
  },
  'groups-exist-once': {
    does: 'a group that is there is not made again, and what is not there is named',
    basis: 'model',
    source: 'ResourceAlreadyExistsException, ResourceNotFoundException',
    mutant: { file: 'logs/store.ts', from: 'if (groups.has(name)) {', to: 'if (name === undefined) {' },
  },
  'no-line-is-lost': {
    does: 'every line of a container becomes events of its stream, long ones in pieces of 256 KiB at most',
    basis: 'documentation',
    source: 'Docker, awslogs driver; CloudWatch Logs quotas: event size',
    mutant: { file: 'logs/awslogs.ts', from: 'start = end;', to: 'start = end + 1;' },
  },
});
