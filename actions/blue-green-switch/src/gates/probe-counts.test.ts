import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countRequest, startProbeCounts } from './probe-counts.ts';

const OK = { kind: 'answered', status: 200, headers: {}, body: '' } as const;
const LOST = { kind: 'unanswered', reason: 'reset' } as const;
const GOOD = { gate: 'probe', answer: OK, outcome: 'good' } as const;

test('requests are counted in the second in which they were sent, with what became of them', () => {
  const counts = startProbeCounts();
  countRequest(counts, { ...GOOD, sentAt: 1_000 });
  countRequest(counts, { ...GOOD, sentAt: 1_999, answer: { ...OK, status: 503 }, outcome: 'bad' });
  countRequest(counts, { ...GOOD, sentAt: 1_500, answer: { ...OK, status: 403 }, outcome: 'blocked' });
  countRequest(counts, { ...GOOD, sentAt: 2_000, answer: LOST, outcome: 'bad' });
  expect(counts).toEqual({
    ...{ sent: 4, failed: 2, blocked: 1 },
    seconds: [
      {
        ...{ at: 1_000, gate: 'probe', sent: 3, failed: 1, blocked: 1, versions: new Map() },
        answers: new Map([
          ['2xx', 1],
          ['5xx', 1],
          ['4xx', 1],
        ]),
      },
      {
        ...{ at: 2_000, gate: 'probe', sent: 1, failed: 1, blocked: 0, versions: new Map() },
        answers: new Map([['unanswered', 1]]),
      },
    ],
  });
});

test('an answer that comes late counts where its request was sent', () => {
  const counts = startProbeCounts();
  for (const sentAt of [2_500, 1_000, 2_600]) countRequest(counts, { ...GOOD, sentAt });
  expect(counts.seconds.map(({ at, sent }) => [at, sent])).toEqual([
    [2_000, 2],
    [1_000, 1],
  ]);
});

test('two gates that probe at once are kept apart', () => {
  const counts = startProbeCounts();
  for (const gate of ['probe', 'standby probe']) countRequest(counts, { ...GOOD, gate, sentAt: 1_000 });
  expect(counts.seconds.map(({ gate, sent }) => [gate, sent])).toEqual([
    ['probe', 1],
    ['standby probe', 1],
  ]);
});

test('versions are counted where answers tell them', () => {
  const counts = startProbeCounts();
  for (const version of ['1', '2', '2', undefined]) {
    countRequest(counts, { ...GOOD, sentAt: 1_000, ...(version === undefined ? {} : { version }) });
  }
  expect(Object.fromEntries(counts.seconds[0]?.versions ?? [])).toEqual({ 1: 1, 2: 2 });
});

test('whatever is counted, the seconds add up to the totals', () => {
  const request = fc.record({
    gate: fc.constantFrom('probe', 'standby probe'),
    sentAt: fc.integer({ min: 0, max: 20_000 }),
    outcome: fc.constantFrom('good' as const, 'bad' as const, 'blocked' as const),
    answer: fc.oneof(
      fc.constant(LOST),
      fc.integer({ min: 100, max: 599 }).map((status) => ({ ...OK, status })),
    ),
  });
  fc.assert(
    fc.property(fc.array(request), (requests) => {
      const counts = startProbeCounts();
      for (const each of requests) countRequest(counts, each);
      const sum = (of: (second: (typeof counts.seconds)[number]) => number) =>
        counts.seconds.reduce((total, second) => total + of(second), 0);
      expect(counts.sent).toBe(requests.length);
      expect(sum(({ sent }) => sent)).toBe(counts.sent);
      expect(sum(({ failed }) => failed)).toBe(counts.failed);
      expect(sum(({ blocked }) => blocked)).toBe(counts.blocked);
      expect(sum(({ answers }) => [...answers.values()].reduce((a, b) => a + b, 0))).toBe(counts.sent);
    }),
  );
});
