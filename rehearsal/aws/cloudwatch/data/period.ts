import { invalidValue } from '../errors.ts';
import { floorTo } from '../metrics/store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** @throws AwsError unless the period, in seconds, is 1, 5, 10, 20, 30 or a multiple of 60 */
export function checkPeriod(period: number | undefined, member = 'Period'): number {
  if (period !== undefined && ([1, 5, 10, 20, 30].includes(period) || (period > 0 && period % 60 === 0))) {
    return period;
  }
  throw invalidValue(
    `The parameter ${member} must be a value in the set [ 1, 5, 10, 20, 30 ] or a multiple of 60.`,
  );
}

/** A stretch of time, in milliseconds since the epoch; the end is excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is looked at of the time that was asked for: nothing where it is too old for periods that short. */
export function spanOf({ start, end }: Times, now: number, periodSeconds: number): Span {
  const from = roundStart(start, now, periodSeconds);
  return { from, to: isKept(start, now, periodSeconds) ? end : from };
}

/** The start of a query as CloudWatch rounds it down: the finer, the younger the data and the shorter the period. */
function roundStart(start: number, now: number, periodSeconds: number): number {
  const age = now - start;
  if (age > 63 * DAY) return floorTo(start, HOUR);
  if (age > 15 * DAY) return floorTo(start, 300_000);
  return floorTo(start, periodSeconds < 60 ? periodSeconds * 1000 : 60_000);
}

/** Whether data as old as that is still kept in periods that short. */
function isKept(start: number, now: number, periodSeconds: number): boolean {
  const age = now - start;
  if (age > 63 * DAY) return periodSeconds % 3600 === 0;
  if (age > 15 * DAY) return periodSeconds % 300 === 0;
  if (age > 3 * HOUR) return periodSeconds % 60 === 0;
  return true;
}

/** In milliseconds since the epoch. */
interface Times {
  readonly start: number;
  readonly end: number;
}

/** @throws AwsError unless the time to look at ends after it begins */
export function readTimes({
  StartTime,
  EndTime,
}: {
  readonly StartTime: Date | undefined;
  readonly EndTime: Date | undefined;
}): Times {
  const [start, end] = [Number(StartTime), Number(EndTime)];
  if (start >= end) {
    throw invalidValue('The parameter StartTime must be less than the parameter EndTime.');
  }
  return { start, end };
}
