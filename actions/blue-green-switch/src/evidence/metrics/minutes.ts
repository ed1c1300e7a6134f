import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { PerSlot, SlotName } from '../../../../../lib/aws/target.ts';
import { PERIOD_SECONDS, queryId } from './queries.ts';

export const MINUTE = PERIOD_SECONDS * 1_000;

/** A load balancer's minutes come 60 to 180 s after their end. */
export const LATEST_MILLISECONDS = 180_000;

/**
 * What is known of one minute. Without requests a load balancer publishes nothing, so there may be nothing to know; that
 * is said, and never taken for zero.
 */
export type Minute<Values> =
  /** `at`: when it began, milliseconds since the epoch. */
  | ({ readonly at: number; readonly state: 'data' } & Values)
  | { readonly at: number; readonly state: 'no-requests' }
  /** Its data may still come. */
  | { readonly at: number; readonly state: 'not-there-yet' };

export interface LoadBalancerValues {
  /** Requests that it sent to targets; those that it answered itself because there were none are not among them. */
  readonly requests: number;
  /** Answers with 5xx that it gave itself. */
  readonly elb5xx: number;
}

export interface SlotValues {
  readonly requests: number;
  /** Answers with 5xx that targets gave. */
  readonly target5xx: number;
  /** Until a target's answer began, in seconds; absent where no target answered. */
  readonly p50?: number;
  readonly p95?: number;
}

/** What the load balancer measured while traffic moved. */
export interface Measured {
  readonly loadBalancer: readonly Minute<LoadBalancerValues>[];
  readonly slots: PerSlot<readonly Minute<SlotValues>[]>;
}

/** Times in milliseconds since the epoch. */
export interface Window {
  readonly from: number;
  readonly to: number;
  /** When CloudWatch was asked. */
  readonly readAt: number;
}

/** Beginnings of the minutes that a stretch of time touches. */
export function minutesOf({ from, to }: Pick<Window, 'from' | 'to'>): number[] {
  const first = Math.floor(from / MINUTE) * MINUTE;
  return Array.from({ length: Math.floor((to - first) / MINUTE) + 1 }, (_, index) => first + index * MINUTE);
}

/** Reads an answer minute by minute. Errors that did not happen are absent: beside requests that is zero. */
export function readMinutes(results: readonly MetricDataResult[], window: Window): Measured {
  const series = toSeries(results);
  const seriesOf = (...[subject, metric]: Parameters<typeof queryId>) => {
    const values = series.get(queryId(subject, metric));
    return (at: number) => values?.get(at);
  };
  const at = minutesOf(window);
  const slot = (name: SlotName) => {
    const [requests, target5xx] = [seriesOf(name, 'requests'), seriesOf(name, 'target5xx')];
    const [p50, p95] = [seriesOf(name, 'p50'), seriesOf(name, 'p95')];
    return at.map((minute) =>
      toMinute(minute, window.readAt, [requests(minute), target5xx(minute)], {
        ...{ requests: requests(minute) ?? 0, target5xx: target5xx(minute) ?? 0 },
        ...given({ p50: p50(minute), p95: p95(minute) }),
      }),
    );
  };
  const [requests, elb5xx] = [seriesOf('elb', 'requests'), seriesOf('elb', 'elb5xx')];
  const loadBalancer = at.map((minute) =>
    toMinute(minute, window.readAt, [requests(minute), elb5xx(minute)], {
      ...{ requests: requests(minute) ?? 0, elb5xx: elb5xx(minute) ?? 0 },
    }),
  );
  return { loadBalancer, slots: { blue: slot('blue'), green: slot('green') } };
}

/** @param counts those that are published when there is something to count */
function toMinute<Values extends object>(
  at: number,
  readAt: number,
  counts: readonly (number | undefined)[],
  values: Values,
): Minute<Values> {
  if (counts.some((count) => count !== undefined)) return { at, state: 'data', ...values };
  const isDue = readAt >= at + MINUTE + LATEST_MILLISECONDS;
  return { at, state: isDue ? 'no-requests' : 'not-there-yet' };
}

/** Values by query and time; one query's may come in several parts. */
export function toSeries(
  results: readonly MetricDataResult[],
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const series = new Map<string, Map<number, number>>();
  for (const { Id = '', Timestamps = [], Values = [] } of results) {
    const known = series.get(Id) ?? new Map<number, number>();
    for (const [index, time] of Timestamps.entries()) known.set(time.getTime(), Values[index] ?? 0);
    series.set(Id, known);
  }
  return series;
}

function given({ p50, p95 }: { p50: number | undefined; p95: number | undefined }) {
  return { ...(p50 === undefined ? {} : { p50 }), ...(p95 === undefined ? {} : { p95 }) };
}
