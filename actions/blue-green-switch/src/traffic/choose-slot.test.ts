import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { otherSlot, type SlotName } from '../../../../lib/aws/target.ts';
import { type Choice, chooseSlot, type Evidence } from './choose-slot.ts';
import type { RuleState } from './judge-rule.ts';

const plan = { live: 'blue', liveCount: 4, required: 4 } as const;
const OWN: RuleState = { kind: 'own' };
const RESET: RuleState = { kind: 'reset' };
const serving = (serves: SlotName | undefined): RuleState => ({ kind: 'foreign', serves });

/** Healthy targets of blue, which was live, and of green, which carries the new version. */
const evidence = (blue: number, green: number, changes: Partial<Evidence> = {}): Evidence => ({
  ...{ healthy: { blue, green }, states: [OWN], isSeenBad: false },
  ...changes,
});

describe('the better of two slots', () => {
  test.each<[string, Evidence, Choice['slot']]>([
    ['both whole', evidence(4, 4), 'blue'],
    ['too few of the old one, and more of the new one', evidence(2, 4), 'green'],
    ['too few of the old one, and no more of the new one', evidence(2, 2), 'blue'],
    ['nobody of the old one', evidence(0, 1), 'green'],
    ['nobody at all', evidence(0, 0), undefined],
    ['a new version that is seen to be bad, and too few of the old one', bad(1, 4), 'blue'],
    ['a new version that is seen to be bad, and nobody of the old one', bad(0, 4), 'green'],
    ['a rule that somebody has given to the new slot', foreign(4, 4, 'green'), 'green'],
    ['such a rule, and too few targets of the new slot', foreign(4, 2, 'green'), 'blue'],
    ['such a rule, and nobody of the new slot', foreign(1, 0, 'green'), 'blue'],
    [
      'such a rule, and a new version that is seen to be bad',
      { ...foreign(1, 4, 'green'), isSeenBad: true },
      'blue',
    ],
    ['a rule that somebody has split', foreign(4, 4, undefined), 'blue'],
    ['a rule that was reset', evidence(4, 4, { states: [OWN, RESET] }), 'blue'],
    ['a rule that was reset to an empty slot', evidence(0, 4, { states: [OWN, RESET] }), 'green'],
    ['rules that disagree', evidence(4, 4, { states: [serving('blue'), serving('green')] }), 'blue'],
    [
      'a rule that was reset and one given to the new slot',
      evidence(4, 4, { states: [RESET, serving('green')] }),
      'blue',
    ],
    [
      'one that is split beside one given to the new slot',
      evidence(4, 4, { states: [serving(undefined), serving('green')] }),
      'green',
    ],
  ])('with %s', (_what, seen, slot) => expect(chooseSlot(plan, seen).slot).toBe(slot));

  test('is the old one when it is whole, though the new one was given more tasks', () => {
    const grown = { live: 'blue', liveCount: 2, required: 4 } as const;
    expect(chooseSlot(grown, evidence(2, 4)).slot).toBe('blue');
    expect(chooseSlot(grown, evidence(1, 4)).slot).toBe('green');
    expect(chooseSlot({ ...grown, liveCount: 0 }, evidence(0, 4)).slot).toBe('green');
  });

  test('of a release that was through is the new one, unless rules were reset', () => {
    expect(chooseSlot(plan, evidence(4, 4), 'green').slot).toBe('green');
    expect(chooseSlot(plan, evidence(4, 4, { states: [OWN, RESET] }), 'green').slot).toBe('blue');
    expect(chooseSlot(plan, evidence(0, 4, { states: [OWN, RESET] }), 'green').slot).toBe('green');
  });

  const slot = fc.constantFrom<SlotName>('blue', 'green');
  const count = fc.integer({ min: 0, max: 9 });
  const state = fc.oneof(
    fc.constantFrom<RuleState>(OWN, RESET, { kind: 'altered' }),
    fc.option(slot, { nil: undefined }).map(serving),
  );
  const given = fc.record({
    plan: fc.record({ live: slot, liveCount: count, required: fc.integer({ min: 1, max: 9 }) }),
    base: slot,
    evidence: fc.record({
      healthy: fc.record({ blue: count, green: count }),
      states: fc.array(state, { maxLength: 4 }),
      isSeenBad: fc.boolean(),
    }),
  });

  test('is never empty, and there is always one while anybody is healthy', () => {
    fc.assert(
      fc.property(given, ({ plan, evidence, base }) => {
        const { healthy } = evidence;
        const { slot } = chooseSlot(plan, evidence, base);
        expect(slot !== undefined).toBe(healthy.blue + healthy.green > 0);
        if (slot) expect(healthy[slot]).toBeGreaterThan(0);
      }),
    );
  });

  test('is not the preferred one only where the other one has more healthy targets', () => {
    fc.assert(
      fc.property(given, ({ plan, evidence, base }) => {
        const { slot, preferred } = chooseSlot(plan, evidence, base);
        if (slot === undefined || slot === preferred) return;
        expect(evidence.healthy[slot]).toBeGreaterThan(evidence.healthy[preferred]);
        expect(evidence.healthy[preferred]).toBeLessThan(plan.required);
      }),
    );
  });

  test('stays the better one when it has more healthy targets still', () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 1, max: 9 }), ({ plan, evidence, base }, more) => {
        const { slot } = chooseSlot(plan, evidence, base);
        if (slot === undefined) return;
        const healthy = { ...evidence.healthy, [slot]: evidence.healthy[slot] + more };
        expect(chooseSlot(plan, { ...evidence, healthy }, base).slot).toBe(slot);
      }),
    );
  });

  test('is never the one that is seen to be bad while the old one has a healthy target', () => {
    fc.assert(
      fc.property(given, ({ plan, evidence }) => {
        const { slot } = chooseSlot(plan, { ...evidence, isSeenBad: true });
        if (evidence.healthy[plan.live] > 0) expect(slot).toBe(plan.live);
      }),
    );
  });

  test('is where all foreign rules serve, if it has what is required', () => {
    fc.assert(
      fc.property(given, slot, ({ plan, evidence, base }, served) => {
        const states = [
          ...evidence.states.filter(({ kind }) => kind !== 'foreign' && kind !== 'reset'),
          serving(served),
        ];
        const healthy = { ...evidence.healthy, [served]: plan.required };
        const seen = { ...evidence, states, healthy, isSeenBad: false };
        expect(chooseSlot(plan, seen, base).slot).toBe(served);
        const gone = { ...seen, healthy: { ...healthy, [served]: 0, [otherSlot(served)]: 1 } };
        expect(chooseSlot(plan, gone, base).slot).toBe(otherSlot(served));
      }),
    );
  });
});

function bad(blue: number, green: number): Evidence {
  return evidence(blue, green, { isSeenBad: true });
}

function foreign(blue: number, green: number, serves: SlotName | undefined): Evidence {
  return evidence(blue, green, { states: [OWN, serving(serves)] });
}
