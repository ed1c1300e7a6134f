import type * as sdk from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import { writeEventId } from './event-ids.ts';
import { addEvent, DAY, findGroup, findStream, type LogEvent, type LogGroups, sizeOf } from './store.ts';

type NewEvent = Pick<LogEvent, 'timestamp' | 'message'>;

/** Limits of one batch that PutLogEvents documents and the model does not. */
const BATCH_BYTES = 1_048_576;
const BATCH_SPAN = DAY;
const TOO_OLD = 14 * DAY;
const TOO_NEW = 2 * 60 * 60 * 1000;

/**
 * PutLogEvents. Sequence tokens are taken and ignored, as AWS has done since 2023; single events that are too old, too
 * new or past the group's retention are left out and reported, the others stored.
 */
export function createPutLogEvents(groupsOf: (call: Call) => LogGroups, clock: Clock) {
  return (input: sdk.PutLogEventsRequest, call: Call): sdk.PutLogEventsResponse => {
    const now = clock.now();
    refuseGiven('PutLogEvents', input, ['entity']);
    const group = findGroup(groupsOf(call), input.logGroupName);
    const stream = findStream(group, input.logStreamName);
    const batch = checkBatch(input.logEvents ?? []);
    const retention = group.retentionInDays === undefined ? undefined : group.retentionInDays * DAY;
    const { accepted, rejected } = sortOut(batch, now, retention);
    checkSpan(accepted);
    for (const event of accepted) addEvent(group, stream, event, now);
    return {
      nextSequenceToken: writeEventId(stream.events.at(-1)?.id ?? 0n),
      rejectedLogEventsInfo: rejected,
    };
  };
}

function checkBatch(events: readonly sdk.InputLogEvent[]): NewEvent[] {
  const batch = events.map(({ timestamp = 0, message = '' }) => ({ timestamp, message }));
  const bytes = batch.reduce((sum, { message }) => sum + sizeOf(message), 0);
  if (bytes > BATCH_BYTES) {
    throw new AwsError(
      'InvalidParameterException',
      `Upload too large: ${bytes} bytes exceeds limit of ${BATCH_BYTES}`,
    );
  }
  if (batch.some(({ timestamp }, index) => timestamp < (batch[index - 1]?.timestamp ?? 0))) {
    throw new AwsError(
      'InvalidParameterException',
      'Log events in a single PutLogEvents request must be in chronological order.',
    );
  }
  return batch;
}

/** Events are in order, so the rejected ones lie at the two ends, and AWS reports where each end stops. */
function sortOut(batch: readonly NewEvent[], now: number, retention: number | undefined) {
  const tooOld = batch.filter(({ timestamp }) => timestamp < now - TOO_OLD).length;
  const expired = batch.filter(
    ({ timestamp }) => retention !== undefined && timestamp < now - retention,
  ).length;
  const tooNew = batch.filter(({ timestamp }) => timestamp > now + TOO_NEW).length;
  const first = Math.max(tooOld, expired);
  const end = batch.length - tooNew;
  const rejected: sdk.RejectedLogEventsInfo | undefined =
    first > 0 || tooNew > 0
      ? {
          tooOldLogEventEndIndex: tooOld > 0 ? tooOld : undefined,
          expiredLogEventEndIndex: expired > 0 ? expired : undefined,
          tooNewLogEventStartIndex: tooNew > 0 ? end : undefined,
        }
      : undefined;
  return { accepted: batch.slice(first, end), rejected };
}

function checkSpan(events: readonly NewEvent[]): void {
  const [first, last] = [events.at(0), events.at(-1)];
  if (first && last && last.timestamp - first.timestamp > BATCH_SPAN) {
    throw new AwsError(
      'InvalidParameterException',
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  }
}
