import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinPlan, splitPlan } from './plan-chunks.ts';

const LONG = { rules: Array.from({ length: 60 }, (_, index) => ({ arn: `rule-${index}`.padEnd(200, 'x') })) };

describe('a plan in chunks', () => {
  test('any document comes back, from chunks in any order, each in a standard parameter', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (document, repeats) => {
        const plan = { document, padding: 'ü€𝄞'.repeat(repeats * 700) };
        const chunks = splitPlan(plan);
        for (const chunk of chunks) expect(Buffer.byteLength(chunk)).toBeLessThan(3_500);
        expect(joinPlan([...chunks].reverse())).toEqual(JSON.parse(JSON.stringify(plan)));
      }),
    );
  });

  test('half a plan is none', () => {
    const chunks = splitPlan(LONG);
    expect(chunks.length).toBeGreaterThan(3);
    for (const [index] of chunks.entries()) expect(joinPlan(chunks.toSpliced(index, 1))).toBeUndefined();
    expect(joinPlan([])).toBeUndefined();
  });

  test('chunks of two plans make none', () => {
    const [one = '', ...rest] = splitPlan(LONG);
    const other = splitPlan({ ...LONG, more: true });
    expect(joinPlan([one, ...other.slice(1)])).toBeUndefined();
    expect(joinPlan([one, ...rest, 'not a chunk'])).toEqual(LONG);
  });
});
