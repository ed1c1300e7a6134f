import { describe, expect, test } from '@jest/globals';
import { minutesOf, readMinutes } from './minutes.ts';
import { listQueries } from './queries.ts';

const MINUTE = 60_000;

/** An answer of CloudWatch: by query the values of minutes. */
function answer(series: Readonly<Record<string, Readonly<Record<number, number>>>>) {
  return Object.entries(series).map(([Id, values]) => ({
    Id,
    Timestamps: Object.keys(values).map((minute) => new Date(Number(minute) * MINUTE)),
    Values: Object.values(values),
  }));
}

/** All that is known of the first minutes, when CloudWatch is asked so many seconds after the beginning. */
function readFirst(
  minutes: number,
  seconds: number,
  series: Readonly<Record<string, Readonly<Record<number, number>>>>,
) {
  const window = { from: 0, to: (minutes - 1) * MINUTE, readAt: seconds * 1_000 };
  return readMinutes(answer(series), window);
}

test('a stretch of time touches the minutes that it begins and ends in', () => {
  expect(minutesOf({ from: 61_000, to: 179_999 })).toEqual([MINUTE, 2 * MINUTE]);
  expect(minutesOf({ from: 60_000, to: 60_000 })).toEqual([MINUTE]);
  expect(minutesOf({ from: 60_000, to: 120_000 })).toEqual([MINUTE, 2 * MINUTE]);
});

describe('a minute of a slot', () => {
  test('with requests and without an error has had none: CloudWatch leaves out what did not happen', () => {
    const { slots } = readFirst(1, 300, { blue_requests: { 0: 7 }, blue_p50: { 0: 0.01 } });
    expect(slots.blue).toEqual([{ at: 0, state: 'data', requests: 7, target5xx: 0, p50: 0.01 }]);
  });

  test('without any data has had no requests once that must have come, and is not zero', () => {
    expect(readFirst(1, 240, {}).slots.blue).toEqual([{ at: 0, state: 'no-requests' }]);
  });

  test.each([239, 61, 1])('is not there yet %i s after its beginning', (seconds) => {
    expect(readFirst(1, seconds, {}).slots.green).toEqual([{ at: 0, state: 'not-there-yet' }]);
  });

  test('that came early counts', () => {
    const { slots } = readFirst(2, 121, { green_requests: { 0: 3 }, green_target5xx: { 0: 2 } });
    expect(slots.green).toEqual([
      { at: 0, state: 'data', requests: 3, target5xx: 2 },
      { at: MINUTE, state: 'not-there-yet' },
    ]);
  });
});

test('errors of the load balancer itself count without requests, as there are when it has no target', () => {
  expect(readFirst(1, 300, { elb_elb5xx: { 0: 5 } }).loadBalancer).toEqual([
    { at: 0, state: 'data', requests: 0, elb5xx: 5 },
  ]);
});

test('a series that comes in parts is one', () => {
  const parts = [...answer({ blue_requests: { 0: 1 } }), ...answer({ blue_requests: { 1: 2 } })];
  const { slots } = readMinutes(parts, { from: 0, to: MINUTE, readAt: 600_000 });
  expect(slots.blue).toMatchObject([{ requests: 1 }, { requests: 2 }]);
});

test('everything is asked for in one call, with names that CloudWatch takes', () => {
  const slot = (name: string) => ({
    service: name,
    targetGroup: `arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/0123456789abcdef`,
  });
  const queries = listQueries({
    cluster: 'production',
    slots: { blue: slot('web-blue'), green: slot('web-green') },
    productionRules: ['arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/1/2'],
    container: { name: 'web', port: 8080 },
  });
  expect(queries).toHaveLength(10);
  expect(new Set(queries.map(({ Id }) => Id)).size).toBe(10);
  for (const { Id = '' } of queries) expect(Id).toMatch(/^[a-z]\w*$/);
  expect(queries.at(-1)?.MetricStat).toEqual({
    Metric: {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'TargetResponseTime',
      Dimensions: [
        { Name: 'LoadBalancer', Value: 'app/shop/1' },
        { Name: 'TargetGroup', Value: 'targetgroup/web-green/0123456789abcdef' },
      ],
    },
    Period: 60,
    Stat: 'p95',
  });
});
