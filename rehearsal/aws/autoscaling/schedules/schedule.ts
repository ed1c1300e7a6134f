import { notImplemented } from '../../kernel/errors.ts';
import { validation } from '../errors.ts';
import { type CronFields, nextCron, parseCron } from './cron.ts';

/** When a scheduled action is taken. */
export type Schedule =
  | { readonly kind: 'at'; readonly at: number }
  | { readonly kind: 'rate'; readonly every: number }
  | { readonly kind: 'cron'; readonly fields: CronFields };

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `at(2026-01-31T08:00:00)`, `rate(5 minutes)` or `cron(0 8 ? * MON-FRI *)`, all in UTC.
 * @throws AwsError ValidationException for anything else, NotImplemented for other time zones
 */
export function parseSchedule(text: string, timezone: string | undefined): Schedule {
  if (timezone !== undefined && !['UTC', 'Etc/UTC', 'GMT'].includes(timezone)) {
    throw notImplemented(`scheduled actions in the time zone ${timezone}`);
  }
  const [, kind = '', inner = ''] = /^(at|rate|cron)\((.*)\)$/.exec(text) ?? [];
  const schedule = kind === 'at' ? parseAt(inner) : kind === 'rate' ? parseRate(inner) : undefined;
  if (schedule) return schedule;
  const fields = kind === 'cron' ? parseCron(inner) : undefined;
  if (!fields) throw validation(`Schedule expression is not valid: ${text}`);
  return { kind: 'cron', fields };
}

function parseAt(text: string): Schedule | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return undefined;
  const at = Date.parse(`${text}Z`);
  return Number.isNaN(at) ? undefined : { kind: 'at', at };
}

function parseRate(text: string): Schedule | undefined {
  const [, number = '', unit = '', plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const length = UNITS[unit];
  // One has the singular, everything else the plural.
  if (length === undefined || (number === '1') === (plural === 's')) return undefined;
  return { kind: 'rate', every: Number(number) * length };
}

/**
 * The next time that an action is taken, in milliseconds since the epoch; undefined when there is none.
 * @param after only later times count
 * @param begin when the schedule begins: for a rate, its first time
 */
export function nextTime(schedule: Schedule, after: number, begin: number): number | undefined {
  switch (schedule.kind) {
    case 'at':
      return schedule.at > after ? schedule.at : undefined;
    case 'rate': {
      if (begin > after) return begin;
      return begin + (Math.floor((after - begin) / schedule.every) + 1) * schedule.every;
    }
    case 'cron':
      return nextCron(schedule.fields, Math.max(after, begin - 1));
  }
}
