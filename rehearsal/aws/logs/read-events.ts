import type { EventToken } from './event-ids.ts';
import { type LogEvent, sizeOf } from './store.ts';

/** A page of events holds at most this many, and at most this many bytes (GetLogEvents, FilterLogEvents). */
const PAGE_EVENTS = 10_000;
const PAGE_BYTES = 1024 * 1024;

/** What a read found: the events in the order of their ids, and the places before and after them. */
export interface EventPage {
  readonly events: readonly LogEvent[];
  readonly before: bigint;
  readonly after: bigint;
  /** There is more in the direction of reading. */
  readonly more: boolean;
}

/**
 * Reads from a place in one direction.
 * @param events in the order of their ids
 * @param from where to start; undefined is the very beginning or end
 */
export function readPage(
  events: readonly LogEvent[],
  direction: EventToken['direction'],
  from: bigint | undefined,
  limit: number = PAGE_EVENTS,
): EventPage {
  const ahead = events.filter(
    ({ id }) => from === undefined || (direction === 'forward' ? id >= from : id < from),
  );
  if (direction === 'backward') ahead.reverse();
  const count = countFitting(ahead, limit);
  const page = ahead.slice(0, count);
  if (direction === 'backward') page.reverse();
  const [first, last] = [page.at(0), page.at(-1)];
  const here = from ?? 0n;
  return {
    events: page,
    before: first?.id ?? here,
    after: last ? last.id + 1n : here,
    more: ahead.length > count,
  };
}

/** At least one: an event always fits into an empty page. */
function countFitting(events: readonly LogEvent[], limit: number): number {
  let bytes = 0;
  for (const [index, { message }] of events.entries()) {
    bytes += sizeOf(message);
    if (index === limit || (bytes > PAGE_BYTES && index > 0)) return index;
  }
  return events.length;
}
