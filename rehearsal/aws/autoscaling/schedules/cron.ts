import { notImplemented } from '../../kernel/errors.ts';

/** The numbers that each field allows; undefined where `?` leaves it open. */
export interface CronFields {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number> | undefined;
  readonly months: ReadonlySet<number>;
  /** 1 is Sunday. */
  readonly daysOfWeek: ReadonlySet<number> | undefined;
  readonly years: ReadonlySet<number>;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MINUTE = 60_000;
const DAY = 86_400_000;
/** A leap day that is the wanted day of the week comes again within 40 years. */
const LONGEST_SEARCH = 41 * 366;

/**
 * Reads AWS's six fields: minutes, hours, day of month, month, day of week, year.
 * @returns undefined where it is no such expression
 * @throws AwsError NotImplemented for L, W and #
 */
export function parseCron(text: string): CronFields | undefined {
  const parts = text.trim().toUpperCase().split(/\s+/);
  const [minutes = '', hours = '', day = '', month = '', weekday = '', year = ''] = parts;
  if (parts.length !== 6 || (day === '?') === (weekday === '?')) return undefined;
  if (/[LW]$|#/.test(day) || /L$|#/.test(weekday)) throw notImplemented('L, W and # in a cron expression');
  const fields = {
    minutes: parseField(minutes, [0, 59]),
    hours: parseField(hours, [0, 23]),
    daysOfMonth: day === '?' ? ANY : parseField(day, [1, 31]),
    months: parseField(month, [1, 12], MONTHS),
    daysOfWeek: weekday === '?' ? ANY : parseField(weekday, [1, 7], DAYS),
    years: parseField(year, [1970, 2199]),
  };
  const { minutes: m, hours: h, daysOfMonth: d, months: o, daysOfWeek: w, years: y } = fields;
  if (!m || !h || !d || !o || !w || !y) return undefined;
  return {
    ...{ minutes: m, hours: h, months: o, years: y },
    daysOfMonth: d === ANY ? undefined : d,
    daysOfWeek: w === ANY ? undefined : w,
  };
}

const ANY: ReadonlySet<number> = new Set();

function parseField(
  text: string,
  [least, most]: readonly [number, number],
  names: readonly string[] = [],
): ReadonlySet<number> | undefined {
  const read = (word: string): number => {
    const index = names.indexOf(word);
    if (index >= 0) return index + 1;
    return /^\d+$/.test(word) ? Number(word) : Number.NaN;
  };
  const numbers = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', stepText, ...rest] = part.split('/');
    const [from, to, ...more] = range === '*' ? [least, most] : range.split('-').map(read);
    const step = stepText === undefined ? 1 : read(stepText);
    const end = to ?? (stepText === undefined ? from : most);
    const isFit = [from, end, step].every((number) => Number.isInteger(number)) && step > 0;
    if (!isFit || rest.length > 0 || more.length > 0) return undefined;
    if (from === undefined || end === undefined || from < least || end > most || from > end) return undefined;
    for (let number = from; number <= end; number += step) numbers.add(number);
  }
  return numbers;
}

/** The first minute after a moment that the fields allow, in UTC. */
export function nextCron(fields: CronFields, after: number): number | undefined {
  const first = Math.floor(after / MINUTE) * MINUTE + MINUTE;
  const today = Math.floor(first / DAY) * DAY;
  for (let index = 0; index < LONGEST_SEARCH; index += 1) {
    const day = today + index * DAY;
    if (!allowsDay(fields, new Date(day))) continue;
    for (const hour of [...fields.hours].sort((a, b) => a - b)) {
      for (const minute of [...fields.minutes].sort((a, b) => a - b)) {
        const at = day + hour * 60 * MINUTE + minute * MINUTE;
        if (at >= first) return at;
      }
    }
  }
  return undefined;
}

function allowsDay(fields: CronFields, date: Date): boolean {
  return (
    fields.years.has(date.getUTCFullYear()) &&
    fields.months.has(date.getUTCMonth() + 1) &&
    (fields.daysOfMonth?.has(date.getUTCDate()) ?? true) &&
    (fields.daysOfWeek?.has(date.getUTCDay() + 1) ?? true)
  );
}
