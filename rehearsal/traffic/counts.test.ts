import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCounter } from './counts.ts';
import { isGood, type Outcome } from './outcome.ts';

function count(...outcomes: Outcome[]) {
  const counter = createCounter();
  outcomes.forEach((outcome, index) => {
    counter.add({ kind: 'fresh', startedAt: 0, milliseconds: index + 1, outcome });
  });
  return counter.read();
}

const version = fc.option(fc.constantFrom('1', '2'), { nil: undefined });
const status = fc.integer({ min: 100, max: 599 });
const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ kind: fc.constantFrom('answered' as const, 'incomplete' as const), status, version }),
  fc.record({ kind: fc.constantFrom('reset' as const, 'refused' as const, 'timeout' as const) }),
  fc.record({ kind: fc.constant('error' as const), message: fc.string() }),
);

describe('createCounter', () => {
  test('counts each request once, by how it ended', () => {
    const answered = { kind: 'answered', status: 200 } as const;
    const counts = count(
      { ...answered, version: '1' },
      { ...answered, version: '1' },
      { ...answered, version: undefined },
      { ...answered, status: 204, version: '2' },
      { ...answered, status: 302, version: '2' },
      { ...answered, status: 503, version: undefined },
      { kind: 'incomplete', status: 200, version: '2' },
      { kind: 'reset' },
      { kind: 'refused' },
      { kind: 'timeout' },
      { kind: 'error', message: 'no route' },
    );
    expect(counts).toEqual({
      total: 11,
      failed: 7,
      versions: { '1': 2, unknown: 1, '2': 1 },
      statuses: { '2xx': 4, '3xx': 1, '5xx': 1 },
      failures: { incomplete: 1, reset: 1, refused: 1, timeout: 1, error: 1 },
      latency: { p50: 3, p99: 6, max: 6 },
    });
  });

  test('has no latency where nothing was answered', () => {
    expect(count({ kind: 'reset' }).latency).toBeNull();
  });

  test('never counts a request as good unless a whole answer of 2xx came, and loses none', () => {
    fc.assert(
      fc.property(fc.array(anyOutcome), (outcomes) => {
        const counts = count(...outcomes);
        const sum = (values: object) => Object.values(values).reduce((total, value) => total + value, 0);
        const good = outcomes.filter(
          (one) => one.kind === 'answered' && one.status >= 200 && one.status < 300,
        );
        expect(counts.total).toBe(outcomes.length);
        expect(counts.total - counts.failed).toBe(good.length);
        expect(sum(counts.versions)).toBe(good.length);
        expect(sum(counts.statuses) + sum(counts.failures)).toBe(outcomes.length);
        expect(outcomes.filter(isGood)).toEqual(good);
      }),
    );
  });

  test('percentiles are values that occurred: the smallest that their share does not exceed', () => {
    const counter = createCounter();
    for (let milliseconds = 200; milliseconds >= 1; milliseconds -= 1) {
      const outcome = { kind: 'answered', status: 500, version: undefined } as const;
      counter.add({ kind: 'fresh', startedAt: 0, milliseconds, outcome });
    }
    expect(counter.read().latency).toEqual({ p50: 100, p99: 198, max: 200 });
  });
});
