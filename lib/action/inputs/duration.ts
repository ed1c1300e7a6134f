import { formatDuration, parseDuration } from '../duration.ts';
import { type Declaration, type Given, type InputSpec, specify, UnusableValue } from './spec.ts';

interface Limits {
  /** As people write it. */
  readonly minimum?: string;
  readonly maximum?: string;
}

/**
 * A length of time, in milliseconds.
 * @throws Error at definition when a limit is no duration
 */
export function duration<const Declared extends Declaration & Limits>(
  declared: Declared,
): InputSpec<Given<number, undefined, Declared>> {
  const { minimum, maximum } = declared as Limits;
  const least = minimum === undefined ? 0 : parseDuration(minimum);
  const most = maximum === undefined ? Number.POSITIVE_INFINITY : parseDuration(maximum);
  return specify(declared, {
    allowed: `a duration such as 30s, 5m or 1h30m${describeLimits(minimum, maximum)}`,
    absent: undefined,
    parse(value: string) {
      const milliseconds = parse(value);
      if (milliseconds < least) throw new UnusableValue('is too short', minimum);
      if (milliseconds > most) throw new UnusableValue('is too long', maximum);
      return milliseconds;
    },
  });
}

function parse(value: string): number {
  try {
    return parseDuration(value);
  } catch {
    throw new UnusableValue('is not a duration', repair(value));
  }
}

function describeLimits(minimum: string | undefined, maximum: string | undefined): string {
  if (minimum !== undefined && maximum !== undefined) return `, from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  return maximum === undefined ? '' : `, at most ${maximum}`;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000 };

/** Reads `5 min`, `90`, `1.5h` and `2 Hours` as what was most likely meant. */
function repair(value: string): string | undefined {
  const parts = [...value.toLowerCase().matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)/g)];
  let milliseconds = 0;
  for (const [, amount, word] of parts) {
    const unit = word === '' ? 's' : word?.[0];
    if (unit === undefined || UNITS[unit] === undefined || word?.startsWith('ms')) return undefined;
    milliseconds += Number(amount) * UNITS[unit];
  }
  return parts.length === 0 ? undefined : formatDuration(Math.round(milliseconds / 1000) * 1000);
}
