import { describe, expect, test } from '@jest/globals';
import { judgeClaim, type LeaseReading } from './claim.ts';
import type { LeaseEntry } from './lease-entry.ts';
import { LEASE_TERMS } from './terms.ts';

const ME = { repository: 'org/shop', runId: '2' };
const OTHER = { repository: 'org/shop', runId: '1' };

function reading(entry: Partial<LeaseEntry>, seen: Partial<LeaseReading> = {}): LeaseReading {
  return {
    ...{ number: 7, version: 3, age: 0, unchangedFor: 0 },
    ...seen,
    entry: { owner: OTHER, nonce: 'n', mode: 'release', cursor: 0, state: 'held', ...entry },
  };
}

const judge = (lease: LeaseReading, mayPreempt = false) =>
  judgeClaim(lease, { owner: ME, mayPreempt }, LEASE_TERMS);

describe('judgeClaim', () => {
  test.each([
    { name: 'a finished one', lease: reading({ state: 'done' }), expected: { kind: 'free' } },
    { name: "another's", lease: reading({}), expected: { kind: 'held' } },
    { name: 'one of this run', lease: reading({ owner: ME }), expected: { kind: 'free' } },
    {
      name: 'one of this run that was handed over',
      lease: reading({ owner: ME, state: 'handed-over', holdSeconds: 60 }),
      expected: { kind: 'free' },
    },
    {
      name: 'one of this run that had not settled',
      lease: reading({ owner: ME, state: 'settling' }),
      expected: { kind: 'take', why: 'unsettled' },
    },
    {
      name: 'one that has not changed for its time to live, though AWS gives no date',
      lease: reading({}, { age: undefined, unchangedFor: 90_000 }),
      expected: { kind: 'take', why: 'expired' },
    },
    {
      name: 'one that AWS calls as old',
      lease: reading({}, { age: 90_000 }),
      expected: { kind: 'take', why: 'expired' },
    },
    {
      name: 'one a moment younger',
      lease: reading({}, { age: 89_999, unchangedFor: 89_999 }),
      expected: { kind: 'held' },
    },
    {
      name: 'one handed over whose time is not over, however long nobody renews it',
      lease: reading({ state: 'handed-over', holdSeconds: 600 }, { age: 599_000 }),
      expected: { kind: 'held' },
    },
    {
      name: 'one handed over whose time is over',
      lease: reading({ state: 'handed-over', holdSeconds: 600 }, { age: 600_000 }),
      expected: { kind: 'take', why: 'expired' },
    },
  ])('$name', ({ lease, expected }) => {
    expect(judge(lease)).toEqual(expected);
  });

  test('a rollback may take what another run holds, and what it has handed over', () => {
    expect(judge(reading({}), true)).toEqual({ kind: 'take', why: 'pre-empted' });
    const handedOver = reading({ state: 'handed-over', holdSeconds: 600 });
    expect(judge(handedOver, true)).toEqual({ kind: 'take', why: 'pre-empted' });
  });
});
