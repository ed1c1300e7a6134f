import { describe, expect, test } from '@jest/globals';
import { createCounter } from '../traffic/counts.ts';
import type { FailureSample, SecondCounts } from '../traffic/tally.ts';
import type { TrafficReport } from '../traffic/traffic.ts';
import { renderWeights } from './bands.ts';
import { listFailures } from './failures.ts';
import { renderLatency } from './latency-chart.ts';
import { render } from './markup.ts';
import { renderFailureLabels, renderRequests } from './requests-chart.ts';
import { createTimeScale } from './scale.ts';
import { COLOURS } from './theme.ts';
import { renderWrites } from './writes.ts';

const START = 1_000_000;
const TIME = createTimeScale({ from: START, to: START + 100_000 }, 0, 1000);
const LANE = { top: 0, height: 100 };

function second(index: number, total: number, failed: number): SecondCounts {
  return {
    at: START + index * 1000,
    total,
    failed,
    versions: total > failed ? { v1: total - failed } : {},
    statuses: {},
    failures: { incomplete: 0, reset: 0, refused: 0, timeout: 0, error: 0 },
    latency: { p50: 5, p99: 50, max: 50 },
  };
}

function traffic(
  seconds: readonly SecondCounts[],
  countedFrom = START,
  samples: readonly FailureSample[] = [],
): TrafficReport {
  const none = createCounter().read();
  const byKind = { 'keep-alive': none, fresh: none, post: none };
  return { seconds, totals: { ...none, countedFrom, byKind, samples, samplesLeftOut: 0 } };
}

const texts = (html: string) => [...html.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text);

describe('requests', () => {
  test('a single failed request among a thousand is three pixels high', () => {
    const html = render(renderRequests(traffic([second(0, 1000, 1)]), TIME, LANE));
    expect(html).toContain(`<path d="M0 0L10 0L10 3L0 3Z" fill="${COLOURS.failed}"`);
  });

  test('failures on top of each other’s versions, neighbours in one stretch, a gap between others', () => {
    const html = render(
      renderRequests(traffic([second(0, 10, 5), second(1, 10, 10), second(5, 10, 5)]), TIME, LANE),
    );
    expect(html).toContain(
      `<path d="M0 0L10 0L10 0L20 0L20 100L10 100L10 50L0 50ZM50 0L60 0L60 50L50 50Z" fill="${COLOURS.failed}"`,
    );
  });

  test('labels count the failed requests of a neighbourhood', () => {
    const report = traffic([second(0, 10, 5), second(3, 10, 2), second(90, 10, 1)]);
    expect(texts(render(renderFailureLabels(report, TIME, LANE)))).toEqual(['7 failed', '1 failed']);
  });
});

describe('what failed before counting began', () => {
  const sample = { at: START + 1700, kind: 'post', milliseconds: 1, reason: 'status 500' } as const;
  const report = traffic([second(0, 10, 4), second(1, 10, 3), second(2, 10, 2)], START + 1500, [sample]);

  test('is told apart, also within the second of the mark', () => {
    expect(listFailures(report).map(({ counted, notCounted }) => [counted, notCounted])).toEqual([
      [0, 4],
      [1, 2],
      [2, 0],
    ]);
  });

  test('is grey and in no label', () => {
    const html = render(renderRequests(report, TIME, LANE));
    expect(html).toContain(
      `<path d="M0 0L10 0L10 10L20 10L20 30L10 30L10 40L0 40Z" fill="${COLOURS.notCounted}"`,
    );
    expect(texts(render(renderFailureLabels(report, TIME, LANE)))).toEqual(['3 failed']);
  });
});

describe('weights', () => {
  test('shares are heights, also when they do not add up to 100; no weight, no box', () => {
    const readings = [
      { at: START, weights: { blue: 3, green: 1 } },
      { at: START + 50_000, weights: { blue: 0, green: 0 } },
    ];
    const html = render(renderWeights(readings, TIME, LANE));
    expect(
      [...html.matchAll(/ y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(([, ...box]) => box),
    ).toEqual([
      ['0', '499', '75'],
      ['75', '499', '25'],
    ]);
    expect(texts(html)).toEqual(['blue 3', 'green 1']);
  });
});

describe('writes', () => {
  const write = (at: number, operation: string) => ({ at: START + at, operation });

  test('repeated ones share a label, and what moves traffic is named before the rest', () => {
    const crowd = ['PutParameter', 'UpdateService', 'TagResource', 'StopTask'].map((name) =>
      write(10_000, name),
    );
    const html = render(
      renderWrites([...crowd, write(10_100, 'ModifyRule'), write(10_200, 'ModifyRule')], TIME, LANE),
    );
    expect(texts(html)).toEqual(['ModifyRule ×2', 'PutParameter', 'UpdateService']);
    expect(html.match(/<line/g)).toHaveLength(6);
    expect(html).toContain('<title>StopTask</title>');
  });
});

describe('latency', () => {
  test('is logarithmic, broken where nothing was answered, and named at its end', () => {
    const seconds = [second(0, 1, 0), { ...second(1, 1, 1), latency: null }, second(2, 1, 0)];
    const html = render(renderLatency(seconds, TIME, LANE));
    expect(texts(html)).toEqual(['1 ms', '10 ms', '100 ms', 'p99 50 ms', 'p50 5 ms']);
    expect(html).toContain('d="M5 15.05M25 15.05"');
  });

  test('is left out where there is none', () => {
    expect(renderLatency([{ ...second(0, 1, 1), latency: null }], TIME, LANE)).toEqual([]);
  });
});
