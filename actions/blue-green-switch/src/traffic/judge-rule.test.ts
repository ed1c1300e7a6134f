import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Forwarding } from '../../../../lib/aws/load-balancer/weights.ts';
import { judgeRule, type RuleState } from './judge-rule.ts';
import type { WrittenWeights } from './own-weights.ts';

const planned = { before: { blue: 0, green: 100 }, rest: 'rest' };
const UNTOUCHED: WrittenWeights = { written: [], isMoved: false };
const SENT: WrittenWeights = { written: [{ blue: 10, green: 90 }], isMoved: false };
const MOVED: WrittenWeights = { ...SENT, isMoved: true };

const forwarding = (blue: number, green: number, changes: Partial<Forwarding> = {}): Forwarding => ({
  ...{ weights: { blue, green }, absent: [], others: [] },
  ...changes,
});

const serving = (serves: 'blue' | 'green' | undefined): RuleState => ({ kind: 'foreign', serves });
const third = (weight: number) => ({ others: [{ targetGroup: 'arn:third', weight }] });

describe('a rule', () => {
  test.each<[string, Forwarding | undefined, WrittenWeights, RuleState]>([
    ['nobody has touched', forwarding(0, 100), UNTOUCHED, { kind: 'own' }],
    ['shows what was written', forwarding(10, 90), MOVED, { kind: 'own' }],
    ['does not show yet what may have been written', forwarding(0, 100), SENT, { kind: 'own' }],
    ['shows what the plan started from after it was moved', forwarding(0, 100), MOVED, { kind: 'reset' }],
    ['was split by somebody', forwarding(70, 30), MOVED, serving(undefined)],
    ['somebody has given to the new slot', forwarding(100, 0), MOVED, serving('blue')],
    ['somebody has given to the old slot in other numbers', forwarding(0, 1), MOVED, serving('green')],
    ['has no weight', forwarding(0, 0), MOVED, serving(undefined)],
    ['serves a third group too', forwarding(10, 90, third(1)), MOVED, serving(undefined)],
    [
      'serves a third group too where nothing was written',
      forwarding(0, 100, third(1)),
      UNTOUCHED,
      serving(undefined),
    ],
    ['serves the pair no longer', undefined, MOVED, serving(undefined)],
  ])('that %s', (_what, shown, written, state) => {
    expect(judgeRule({ forwarding: shown, rest: 'rest' }, planned, written)).toEqual(state);
  });

  test.each<[string, Forwarding, WrittenWeights, RuleState['kind']]>([
    ['before the first write', forwarding(0, 100), UNTOUCHED, 'altered'],
    ['with our weights', forwarding(10, 90), MOVED, 'altered'],
    ['and reset', forwarding(0, 100), MOVED, 'reset'],
    ['with weights of somebody else', forwarding(70, 30), MOVED, 'foreign'],
  ])('of which more than the weights has changed, %s', (_when, shown, written, kind) => {
    expect(judgeRule({ forwarding: shown, rest: 'other' }, planned, written).kind).toBe(kind);
  });

  test.each<[string, Partial<Forwarding>]>([
    ['has lost a slot', { absent: ['blue'] }],
    ['keeps clients where they were', { stickySeconds: 60 }],
  ])('that %s is altered', (_what, changes) => {
    const seen = { forwarding: forwarding(0, 100, changes), rest: 'rest' };
    expect(judgeRule(seen, planned, UNTOUCHED)).toEqual({ kind: 'altered' });
  });

  test('that was sticky when it was planned is ours with that stickiness and without it, not with another', () => {
    const sticky = { ...planned, sticky: { seconds: 60, isOn: true } };
    const kindWith = (changes: Partial<Forwarding>) =>
      judgeRule({ forwarding: forwarding(0, 100, changes), rest: 'rest' }, sticky, UNTOUCHED).kind;
    expect([kindWith({ stickySeconds: 60 }), kindWith({}), kindWith({ stickySeconds: 61 })]).toEqual([
      ...['own', 'own', 'altered'],
    ]);
  });

  test('that was to get a slot is ours before and after', () => {
    const lacking = { ...planned, lacks: ['blue'] as const };
    for (const absent of [['blue'], []] as const) {
      const seen = { forwarding: forwarding(0, 100, { absent }), rest: 'rest' };
      expect(judgeRule(seen, lacking, UNTOUCHED)).toEqual({ kind: 'own' });
    }
  });

  const weight = fc.integer({ min: 0, max: 999 });
  const weights = fc.record({ blue: weight, green: weight });

  test('is never taken for ours with weights that nobody of ours has written', () => {
    fc.assert(
      fc.property(weights, fc.array(weights), fc.boolean(), (shown, written, isMoved) => {
        const known = [planned.before, ...written];
        fc.pre(!known.some(({ blue, green }) => blue === shown.blue && green === shown.green));
        const seen = { forwarding: forwarding(shown.blue, shown.green), rest: 'rest' };
        expect(judgeRule(seen, planned, { written, isMoved }).kind).toBe('foreign');
      }),
    );
  });

  test('is said to serve a slot only when that slot has all of its weight', () => {
    fc.assert(
      fc.property(weights, fc.option(weight, { nil: undefined }), (shown, other) => {
        const seen = forwarding(shown.blue, shown.green, other === undefined ? {} : third(other));
        const state = judgeRule({ forwarding: seen, rest: 'rest' }, planned, UNTOUCHED);
        if (state.kind !== 'foreign' || state.serves === undefined) return;
        const { blue, green } = shown;
        expect(state.serves === 'blue' ? [blue > 0, green] : [green > 0, blue]).toEqual([true, 0]);
        expect(other ?? 0).toBe(0);
      }),
    );
  });
});
