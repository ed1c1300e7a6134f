import type { Clock } from '../../../lib/action/clock.ts';
import type { Call } from '../kernel/call.ts';
import type { LogSink } from './log-sink.ts';
import { addEvent, createGroup, createStream, EVENT_OVERHEAD, type LogGroups } from './store.ts';

/** The driver cuts a line into events of this size: 256 KiB less what CloudWatch Logs adds to each. */
const EVENT_BYTES = 256 * 1024 - EVENT_OVERHEAD;

/** What Docker's awslogs driver does with a container's lines: none is lost, empty ones are not sent. */
export function createLogSink(
  groupsOf: (place: Pick<Call, 'account' | 'region'>) => LogGroups,
  clock: Clock,
): LogSink {
  return {
    hasGroup: (place, group) => groupsOf(place).has(group),
    createGroup(place, group) {
      if (!groupsOf(place).has(group)) createGroup(groupsOf(place), group, clock.now());
    },
    write(place, line) {
      const group = groupsOf(place).get(line.group);
      // A group that was deleted while its task runs takes nothing, and the driver only notes that to itself.
      if (!group) return;
      const now = clock.now();
      const stream = group.streams.get(line.stream) ?? createStream(group, line.stream, now);
      for (const message of cutText(line.message, EVENT_BYTES)) {
        addEvent(group, stream, { timestamp: line.timestamp, message }, now);
      }
    },
  };
}

/** Pieces of at most so many bytes of UTF-8, never cut within a character. */
export function cutText(text: string, most: number): string[] {
  if (Buffer.byteLength(text) <= most) return text === '' ? [] : [text];
  const bytes = Buffer.from(text);
  const pieces: string[] = [];
  let start = 0;
  while (start < bytes.length) {
    let end = Math.min(start + most, bytes.length);
    while (end < bytes.length && isContinuation(bytes[end])) end -= 1;
    pieces.push(bytes.subarray(start, end).toString());
    start = end;
  }
  return pieces;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
