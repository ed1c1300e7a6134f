import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Forwarding } from '../../../../lib/aws/load-balancer/weights.ts';
import { findLiveSlot, type RuleShare } from './live-slot.ts';

function rule(ruleArn: string, blue: number, green: number, changes: Partial<Forwarding> = {}): RuleShare {
  return {
    ruleArn,
    rest: 'rest',
    forwarding: { weights: { blue, green }, absent: [], others: [], ...changes },
  };
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
    ['a foreign rule', [{ ruleArn: 'a', rest: 'rest', forwarding: undefined }], 'forwards to neither slot'],
    ['a missing group', [rule('a', 100, 0, { absent: ['green'] })], 'does not forward to green'],
    [
      'a third group',
      [rule('a', 100, 0, { others: [{ targetGroup: 'canary', weight: 0 }] })],
      'also forwards to canary',
    ],
    ['no rule', [], 'names no production rule'],
  ])('%s is refused', (_state, rules, message) => {
    expect(() => findLiveSlot(rules)).toThrow(message);
  });

  test('a slot is live only when it has all weight of every rule', () => {
    const weights = fc.record({ blue: fc.nat(2), green: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(weights, { minLength: 1, maxLength: 4 }), (shares) => {
        const rules = shares.map(({ blue, green }, index) => rule(String(index), blue, green));
        const hasAll = (slot: 'blue' | 'green', other: 'blue' | 'green') =>
          shares.every((share) => share[slot] > 0 && share[other] === 0);
        const expected = hasAll('blue', 'green') ? 'blue' : hasAll('green', 'blue') ? 'green' : 'refused';
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
