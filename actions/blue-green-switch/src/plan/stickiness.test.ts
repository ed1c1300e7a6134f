import { describe, expect, test } from '@jest/globals';
import { seen } from '../../testing/observation.ts';
import type { RuleShare } from '../observe/live-slot.ts';
import type { StickyState } from './cookies.ts';
import type { PlannedRule } from './plan.ts';
import {
  asLeftOff,
  isOwnStickiness,
  leaveOff,
  planStickiness,
  type Stickiness,
  stickinessIn,
  stickinessOnTheWay,
} from './stickiness.ts';

const { target } = seen();

function share(ruleArn: string, stickySeconds?: number): RuleShare {
  const forwarding = { weights: { blue: 100, green: 0 }, absent: [], others: [] };
  const sticky = stickySeconds === undefined ? {} : { stickySeconds };
  return { ruleArn, rest: 'rest', forwarding: { ...forwarding, ...sticky } };
}

function planned(ruleArn: string, sticky?: StickyState): PlannedRule {
  return { ruleArn, rest: 'rest', before: { blue: 100, green: 0 }, ...(sticky && { sticky }) };
}

const on = { seconds: 60, isOn: true };
const off = { seconds: 30, isOn: false };
const NOTHING = { leftOff: undefined, stickyGroups: [] };

/** Rules a, b and c, of which an earlier run has left b off until 500. */
function planFor(shares: readonly RuleShare[], sticky: 'refuse' | 'detach' | 'wait' = 'detach') {
  const rules = shares.map(({ ruleArn }) => planned(ruleArn));
  const leftOff = { rules: [{ ruleArn: 'b', seconds: 30 }], until: 500 };
  return planStickiness({ rules, target }, sticky, { ...NOTHING, rules: shares, leftOff });
}

describe('a plan of stickiness', () => {
  test.each<[string, RuleShare[], PlannedRule[], Stickiness | undefined]>([
    ['is none where no rule has any', [share('a'), share('c')], [planned('a'), planned('c')], undefined],
    [
      'names the rules that have it',
      [share('a', 60), share('c')],
      [planned('a', on), planned('c')],
      { mode: 'detach' },
    ],
    [
      'names those that had it before an earlier run, and when their cookies have expired',
      [share('a', 60), share('b')],
      [planned('a', on), planned('b', off)],
      { mode: 'detach', carriedUntil: 500 },
    ],
    [
      'goes by what a rule has now, should it be on again',
      [share('b', 90)],
      [planned('b', { seconds: 90, isOn: true })],
      { mode: 'detach' },
    ],
  ])('%s', (_what, shares, rules, stickiness) => {
    expect(planFor(shares)).toEqual({ target, rules, ...(stickiness && { stickiness }) });
  });

  test('is refused by default, with the ways out', () => {
    expect(() => planFor([share('a', 60)], 'refuse')).toThrow(
      expect.objectContaining({
        failure: {
          cause: expect.stringContaining(
            'Production rule a keeps clients with the target group they got first',
          ),
          advice: expect.stringMatching(/^Set "sticky" to .* or turn it off yourself/),
        },
      }),
    );
    expect(planFor([share('a')], 'refuse')).not.toHaveProperty('stickiness');
  });

  test('is refused while a target group keeps clients with single targets, only where a rule is sticky', () => {
    const plan = (shares: readonly RuleShare[]) =>
      planStickiness({ rules: [planned('a')], target }, 'detach', {
        ...{ rules: shares, leftOff: undefined, stickyGroups: ['green'] },
      });
    expect(() => plan([share('a', 60)])).toThrow(
      'The target group of slot green, arn:green, keeps clients with single targets',
    );
    expect(plan([share('a')])).not.toHaveProperty('stickiness');
  });
});

const [a, b, c] = [planned('a', on), planned('b', off), planned('c')];
const plan = {
  live: 'blue' as const,
  isFirst: false,
  rules: [a, b, c],
  stickiness: { mode: 'detach' as const, carriedUntil: 9_000 },
};

describe('writes', () => {
  test('on the way turn it off, in the rules that have or had it', () => {
    expect([a, b, c].map((rule) => stickinessOnTheWay(plan, rule))).toEqual(['off', 'off', undefined]);
  });

  test('back to the slot that was live turn it on where it was on, and anywhere else off', () => {
    expect([a, b, c].map((rule) => stickinessIn('blue', plan, rule))).toEqual([60, 'off', undefined]);
    expect([a, b, c].map((rule) => stickinessIn('green', plan, rule))).toEqual(['off', 'off', undefined]);
  });

  test('turn it on nowhere when the other slot may have given cookies', () => {
    const { rules, live } = asLeftOff(plan);
    expect(rules.map((rule) => stickinessIn(live, plan, rule))).toEqual(['off', 'off', undefined]);
  });

  test('of a plan that waits leave it alone on the way, and turn it off wherever all of it goes back', () => {
    const waiting = { ...plan, stickiness: { mode: 'wait' as const } };
    expect([a, b, c].map((rule) => stickinessOnTheWay(waiting, rule))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    for (const slot of ['blue', 'green'] as const) {
      expect([a, b, c].map((rule) => stickinessIn(slot, waiting, rule))).toEqual(['off', 'off', undefined]);
    }
  });

  test('find somebody else’s stickiness foreign, and their own when it may be on', () => {
    expect(isOwnStickiness(a, undefined)).toBe(true);
    expect(isOwnStickiness(a, 60)).toBe(true);
    expect(isOwnStickiness(a, 60, false)).toBe(false);
    expect(isOwnStickiness(a, 61)).toBe(false);
    expect(isOwnStickiness(c, 60)).toBe(false);
  });
});

describe('what is left off', () => {
  const at = 1_000;
  const hold = 5_000;
  /** Every node obeys, every answer has come, and the longest duration is over. */
  const fresh = at + hold + 60_000 + 60_000;
  const ON = { ruleArn: 'a', ...on };
  const OFF = { ruleArn: 'b', ...off };

  test('on the other slot is everything, until the cookies of the longest duration have expired', () => {
    expect(leaveOff('green', plan, { at, hold })).toEqual({ rules: [ON, OFF], until: fresh });
    const later = { ...plan, stickiness: { ...plan.stickiness, carriedUntil: 10 * fresh } };
    expect(leaveOff('green', later, { at, hold })).toEqual({ rules: [ON, OFF], until: 10 * fresh });
  });

  test('back on the slot that was live is what was off before, until its own cookies have expired', () => {
    expect(leaveOff('blue', plan, { at, hold })).toEqual({ rules: [OFF], until: 9_000 });
  });

  test('goes by the cookies from before alone when no rule has given any since', () => {
    expect(leaveOff('green', { ...plan, rules: [b] }, { at, hold })).toEqual({ rules: [OFF], until: 9_000 });
  });

  test('of a plan that was taken over counts from now on: nothing tells when its cookies began', () => {
    const taken = { ...plan, stickiness: { mode: 'detach' as const } };
    expect(leaveOff('blue', taken, { at, hold })).toEqual({ rules: [OFF], until: fresh });
  });

  test('of a plan that waits may be everything, wherever it went: both slots have given cookies', () => {
    const waiting = { ...plan, stickiness: { mode: 'wait' as const } };
    for (const slot of ['blue', 'green'] as const) {
      expect(leaveOff(slot, waiting, { at, hold })).toEqual({ rules: [ON, OFF], until: fresh });
    }
  });

  test('of a plan that waits, though nothing was on, goes by the cookies from before', () => {
    const waiting = { ...plan, rules: [b], stickiness: { mode: 'wait' as const, carriedUntil: 9_000 } };
    expect(leaveOff('green', waiting, { at, hold })).toEqual({ rules: [OFF], until: 9_000 });
  });

  test('is nothing to a plan without stickiness', () => {
    expect(leaveOff('green', { live: 'blue', isFirst: false, rules: [c] }, { at, hold })).toBeUndefined();
  });
});
