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

/** The start of a query as CloudWatch rounds it down: the finer, the younger the data and the shorter the period. */
export function roundStart(start: number, now: number, periodSeconds: number): number {
  const age = now - start;
  if (age > 63 * DAY) return floorTo(start, HOUR);
  if (age > 15 * DAY) return floorTo(start, 300_000);
  return floorTo(start, periodSeconds < 60 ? periodSeconds * 1000 : 60_000);
}

/** Whether data as old as that is still kept in periods that short. */
export function isKept(start: number, now: number, periodSeconds: number): boolean {
  const age = now - start;
  if (age > 63 * DAY) return periodSeconds % 3600 === 0;
  if (age > 15 * DAY) return periodSeconds % 300 === 0;
  if (age > 3 * HOUR) return periodSeconds % 60 === 0;
  return true;
}

/** @throws AwsError unless the time to look at ends after it begins */
export function checkTimes(start: Date | undefined, end: Date | undefined): { start: number; end: number } {
  if (!start || !end) throw invalidValue('The parameters StartTime and EndTime are required.');
  if (start.getTime() >= end.getTime()) {
    throw invalidValue('The parameter StartTime must be less than the parameter EndTime.');
  }
  return { start: start.getTime(), end: end.getTime() };
}
