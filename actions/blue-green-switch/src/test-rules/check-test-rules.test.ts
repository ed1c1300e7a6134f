import { describe, expect, test } from '@jest/globals';
import { checkTestRules } from './check-test-rules.ts';
import type { TestRuleShare } from './observe-test-rules.ts';

const forwarding = { weights: { blue: 100, green: 0 }, absent: [], others: [] };
const usable: TestRuleShare = {
  ruleArn: 'arn:test',
  forwarding,
  rest: '',
  isGone: false,
  isProduction: false,
  commandToForward: 'aws elbv2 modify-rule --rule-arn arn:test',
};

const probed = { testUrl: 'https://shop/' };

test('that is needed is missed', () => {
  expect(() => checkTestRules([], probed)).toThrow(
    'Input "test-url" needs a test rule, and the target names none',
  );
  expect(() => checkTestRules([], { testUrl: undefined })).not.toThrow();
});

describe('a test rule', () => {
  test.each<[string, TestRuleShare]>([
    ['points at the live slot', usable],
    ['is split', { ...usable, forwarding: { ...forwarding, weights: { blue: 1, green: 1 } } }],
    ['sends to nobody', { ...usable, forwarding: { ...forwarding, weights: { blue: 0, green: 0 } } }],
    [
      'names a third group without weight',
      { ...usable, forwarding: { ...forwarding, others: [{ targetGroup: 'arn:else', weight: 0 }] } },
    ],
    [
      'keeps testers with the group they got',
      { ...usable, forwarding: { ...forwarding, stickySeconds: 60 } },
    ],
  ])('that %s can be used', (_how, rule) => {
    expect(() => checkTestRules([rule], probed)).not.toThrow();
  });

  test.each<[string, Partial<TestRuleShare>, string]>([
    ['is gone', { forwarding: undefined, isGone: true }, 'Test rule arn:test does not exist.'],
    [
      'is a production rule',
      { isProduction: true },
      'Test rule arn:test is a production rule by another name',
    ],
    [
      'forwards to neither slot',
      { forwarding: undefined },
      'Test rule arn:test does not forward to both slots',
    ],
    [
      'forwards to one slot only',
      { forwarding: { ...forwarding, absent: ['green'] } },
      'Test rule arn:test does not forward to both slots',
    ],
    [
      'forwards to a third group',
      { forwarding: { ...forwarding, others: [{ targetGroup: 'arn:else', weight: 1 }] } },
      'Test rule arn:test also forwards to arn:else, which is neither slot',
    ],
  ])('that %s is refused', (_how, change, cause) => {
    expect(() => checkTestRules([usable, { ...usable, ...change }], probed)).toThrow(cause);
  });
});
