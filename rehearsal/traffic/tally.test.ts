import { describe, expect, test } from '@jest/globals';
import type { Outcome } from './outcome.ts';
import { createTally, type SecondCounts } from './tally.ts';

const GOOD: Outcome = { kind: 'answered', status: 200, version: '1' };
const RESET: Outcome = { kind: 'reset' };
const START = 1_700_000_000_000;

function createTestTally() {
  const seconds: SecondCounts[] = [];
  const tally = createTally(START, (second) => seconds.push(second));
  const end = (at: number, milliseconds: number, outcome: Outcome) =>
    tally.end({ kind: 'post', startedAt: START + at, milliseconds, outcome });
  return {
    tally,
    end,
    begin: (at: number) => tally.begin(START + at),
    seen: () => seconds.map(({ at, total, failed }) => [at - START, total, failed]),
  };
}

describe('seconds', () => {
  test('belong to when a request was sent, and are told in order when all theirs have ended', () => {
    const { begin, end, seen, tally } = createTestTally();
    begin(900);
    begin(950);
    end(900, 10, GOOD);
    begin(1500);
    end(1500, 10, GOOD);
    begin(2100);
    expect(seen()).toEqual([]);
    end(950, 1300, RESET);
    expect(seen()).toEqual([
      [0, 2, 1],
      [1000, 1, 0],
    ]);
    end(2100, 5, GOOD);
    tally.close();
    expect(seen().at(-1)).toEqual([2000, 1, 0]);
  });
});

describe('totals', () => {
  test('have every kind apart, and a sample of each failed request', () => {
    const { begin, end, tally } = createTestTally();
    for (const at of [0, 1, 2]) begin(at);
    end(0, 5, GOOD);
    end(1, 7, RESET);
    end(2, 9, { kind: 'answered', status: 500, version: '2' });
    const totals = tally.readTotals();
    expect(totals).toMatchObject({ countedFrom: START, total: 3, failed: 2, samplesLeftOut: 0 });
    expect([totals.byKind.post.total, totals.byKind.fresh.total]).toEqual([3, 0]);
    expect(totals.samples).toEqual([
      { at: START + 1, kind: 'post', milliseconds: 7, reason: 'connection reset' },
      { at: START + 2, kind: 'post', milliseconds: 9, reason: 'status 500', version: '2' },
    ]);
  });

  test('begin anew at a mark: what was sent before it does not count, even when it ends later', () => {
    const { begin, end, tally } = createTestTally();
    begin(0);
    begin(10);
    end(0, 5, RESET);
    tally.countFrom(START + 20);
    begin(20);
    end(10, 50, RESET);
    end(20, 5, GOOD);
    expect(tally.readTotals()).toMatchObject({ countedFrom: START + 20, total: 1, failed: 0, samples: [] });
  });

  test('keep ten thousand samples and say how many more there were', () => {
    const { begin, end, tally } = createTestTally();
    for (let count = 0; count < 10_003; count += 1) {
      begin(0);
      end(0, 1, RESET);
    }
    const { failed, samples, samplesLeftOut } = tally.readTotals();
    expect([failed, samples.length, samplesLeftOut]).toEqual([10_003, 10_000, 3]);
  });
});
