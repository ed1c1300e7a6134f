import { LATEST_MILLISECONDS, MINUTE } from '../evidence/metrics/minutes.ts';

/** Requests by the beginning of their minute, milliseconds since the epoch; a minute without any is not there. */
type Requests = ReadonlyMap<number, number>;

/** What CloudWatch tells of requests. Times by AWS's clock, in milliseconds since the epoch. */
export interface SeenRequests {
  /** When it answered. */
  readonly at: number;
  /** From when on it was asked. */
  readonly from: number;
  /** Those that were sent to one slot. */
  readonly slot: Requests;
  /** Those of its load balancer, which prove that a minute has come. */
  readonly loadBalancer: Requests;
}

/** When a slot may be taken for one that no cookie leads to. In milliseconds. */
export interface WantedQuiet {
  /** From when on no node of the load balancer sends anybody there but for a cookie, by AWS's clock. */
  readonly since: number;
  /** How long nobody may have come: as long as a cookie lasts after the request that brought it. */
  readonly span: number;
}

export interface Quiet {
  /** Whether nobody can come any more. */
  readonly isQuiet: boolean;
  /** The newest minute in which somebody came. */
  readonly asked?: { readonly minute: number; readonly requests: number };
  /** The end of the newest minute that is known; absent where the load balancer has published nothing. */
  readonly until?: number;
}

/**
 * Whether no cookie leads to a slot any more. A load balancer publishes late, and nothing for a group without requests:
 * only minutes count whose data are due, up to the last one in which the load balancer itself had any.
 */
export function judgeQuiet(
  { at, from, slot, loadBalancer }: SeenRequests,
  { since, span }: WantedQuiet,
): Quiet {
  const minute = newest([...slot].flatMap(([beginning, count]) => (count > 0 ? [beginning] : [])));
  const known = newest(
    [...loadBalancer.keys()].filter((beginning) => beginning + MINUTE + LATEST_MILLISECONDS <= at),
  );
  const asked = minute === undefined ? undefined : { minute, requests: slot.get(minute) ?? 0 };
  if (known === undefined) return { isQuiet: false, ...(asked && { asked }) };
  const until = known + MINUTE;
  const quietFrom = minute === undefined ? from : minute + MINUTE;
  return { isQuiet: until >= since && until - quietFrom >= span, ...(asked && { asked }), until };
}

function newest(minutes: readonly number[]): number | undefined {
  return minutes.length === 0 ? undefined : Math.max(...minutes);
}

/** What was seen, in a few words. */
export function describeQuiet({ asked, until }: Quiet): string {
  if (!asked && until === undefined) return 'the load balancer has published no requests of anybody';
  const { minute, requests } = asked ?? { minute: undefined, requests: 0 };
  const last =
    minute === undefined
      ? 'no requests'
      : `${requests} ${requests === 1 ? 'request' : 'requests'} in the minute of ${timeOfMinute(minute)}`;
  const isNewer = until !== undefined && (minute === undefined || until > minute + MINUTE);
  return isNewer
    ? `${last}${minute === undefined ? '' : ', none after it'} until ${timeOfMinute(until)}`
    : last;
}

function timeOfMinute(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}
