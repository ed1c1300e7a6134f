import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findLiveSlot, type RuleShare } from './live-slot.ts';

function rule(ruleArn: string, blue: number, green: number): RuleShare {
  return { ruleArn, weights: { blue, green }, strangers: [] };
}

describe('the live slot', () => {
  test.each([
    [100, 0, 'blue'],
    [0, 100, 'green'],
    [1, 0, 'blue'],
    [0, 999, 'green'],
  ])('weights %i and %i mean %s: weights are relative', (blue, green, slot) => {
    expect(findLiveSlot([rule('a', blue, green), rule('b', blue, green)])).toBe(slot);
  });

  test.each<[string, RuleShare[], string]>([
    [
      'a split',
      [rule('a', 90, 10)],
      'Production rule a sends its traffic to both slots (blue 90, green 10).',
    ],
    ['no weight at all', [rule('a', 0, 0)], 'sends its traffic to neither slot'],
    ['a disagreement', [rule('a', 100, 0), rule('b', 0, 100)], 'a sends its traffic to blue, b to green'],
    [
      'a missing group',
      [{ ruleArn: 'a', weights: undefined, strangers: [] }],
      'does not forward to both slots',
    ],
    ['a third group', [{ ...rule('a', 100, 0), strangers: ['canary'] }], 'also forwards to canary'],
    ['no rule', [], 'names no production rule'],
  ])('%s is refused', (_state, rules, message) => {
    expect(() => findLiveSlot(rules)).toThrow(message);
  });

  test('a slot is live only when it has all weight of every rule', () => {
    const weights = fc.record({ blue: fc.nat(2), green: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(weights, { minLength: 1, maxLength: 4 }), (shares) => {
        const rules = shares.map(({ blue, green }, index) => rule(String(index), blue, green));
        const all = (slot: 'blue' | 'green', other: 'blue' | 'green') =>
          shares.every((share) => share[slot] > 0 && share[other] === 0);
        const expected = all('blue', 'green') ? 'blue' : all('green', 'blue') ? 'green' : 'refused';
        let found: string;
        try {
          found = findLiveSlot(rules);
        } catch {
          found = 'refused';
        }
        expect(found).toBe(expected);
      }),
    );
  });
});
