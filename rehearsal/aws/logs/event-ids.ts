import { AwsError } from '../kernel/errors.ts';

/** Ids and tokens carry 56 decimal digits, the milliseconds of the event above its lower 144 bits. */
const TIME_SHIFT = 144n;
const DIGITS = 56;

/** @param arrival place among all events of the group, so that ids are unique and keep the order of arrival */
export function makeEventId(timestamp: number, arrival: number): bigint {
  return (BigInt(Math.trunc(timestamp)) << TIME_SHIFT) + BigInt(arrival);
}

export function writeEventId(id: bigint): string {
  return id.toString().padStart(DIGITS, '0');
}

/**
 * A place between two events of a stream, and the direction to read on from there: forward gives the events with ids
 * from `bound` on, backward those below it. So a token stays right when events are added on either side of it.
 */
export interface EventToken {
  readonly direction: 'forward' | 'backward';
  readonly bound: bigint;
}

/** As CloudWatch Logs writes them: `f/<56 digits>/s` and `b/<56 digits>/s`. */
export function writeEventToken({ direction, bound }: EventToken): string {
  return `${direction === 'forward' ? 'f' : 'b'}/${writeEventId(bound)}/s`;
}

/** @throws AwsError when the token was not given by CloudWatch Logs */
export function readEventToken(token: string): EventToken {
  const [, direction, digits] = /^([fb])\/(\d{56})\/s$/.exec(token) ?? [];
  if (!direction || !digits) {
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  return { direction: direction === 'f' ? 'forward' : 'backward', bound: BigInt(digits) };
}
