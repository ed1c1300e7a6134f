import { expect, test } from '@jest/globals';
import { factsOf, planOf, runOf, SHIFT, truthOf, writeOf } from '../testing/facts.ts';
import type { Truth } from '../trace.ts';
import { judgeStickiness } from './stickiness.ts';
import { judgeTests } from './tests.ts';

const IMAGE = `rehearsal/web@sha256:${'2'.repeat(64)}`;
const AT_GREEN = [{ blue: 0, green: 100 }];
const AT_BLUE = [{ blue: 100, green: 0 }];
const SPLIT = [{ blue: 50, green: 50 }];

const START: Truth = { ...truthOf(0, 'green'), tests: AT_GREEN };

function told(given: Parameters<typeof factsOf>[0]) {
  const inputs = { mode: 'release', 'test-url': '/' };
  const facts = factsOf({ runs: [runOf('RUN1', { inputs })], truths: [START], ...given });
  return judgeTests(facts).map(({ promise, what }) => `${promise}: ${what}`);
}

const point = (tests: Truth['tests']) =>
  writeOf('RUN1', 20_000, 'ModifyRule', {
    before: START,
    after: { ...truthOf(20_000, 'green'), ...(tests && { tests }) },
  });

test('a test rule may point at the standby of a plan', () => {
  expect(told({ writes: [point(AT_BLUE)], plans: [planOf('RUN1', 1_000)] })).toEqual([]);
});

test('a test rule that is moved without a plan, or split, is seen', () => {
  expect(told({ writes: [point(AT_BLUE)] })).toEqual([
    'test rules point at what is tested: RUN1 moved a test rule without a plan',
  ]);
  expect(told({ writes: [point(SPLIT)], plans: [planOf('RUN1', 1_000)] })).toEqual([
    'test rules point at what is tested: RUN1 split test rule 0',
  ]);
});

test('a weight for a version that no answer has shown is seen', () => {
  const of = (version: string) =>
    told({ moves: [SHIFT], plans: [planOf('RUN1', 1_000, { image: IMAGE, expectVersion: { version } })] });
  expect(of('2')).toEqual([]);
  expect(of('9')).toEqual([
    'the expected version is seen first: RUN1 raised blue, and no answer showed version 9',
  ]);
});

test('testers who do not reach what serves, when all is over, are seen', () => {
  const runs = [runOf('LAST', { phase: 'last', endedAt: 300_000 })];
  const end = (tests: Truth['tests']) => [START, { ...truthOf(300_000, 'blue'), ...(tests && { tests }) }];
  expect(told({ runs, truths: end(AT_BLUE) })).toEqual([]);
  expect(told({ runs, truths: end(AT_GREEN) })).toEqual([
    'test rules point at what is tested: after LAST blue serves, and test rules have [{"blue":0,"green":100}]',
  ]);
});

test('group stickiness that is not what it was, when all is over, is seen', () => {
  const runs = [runOf('LAST', { phase: 'last', endedAt: 300_000 })];
  const of = (sticky: number | undefined) =>
    judgeStickiness(
      factsOf({
        runs,
        truths: [
          { ...START, sticky: [30] },
          { ...truthOf(300_000, 'blue'), ...(sticky && { sticky: [sticky] }) },
        ],
      }),
    ).map(({ what }) => what);
  expect(of(30)).toEqual([]);
  expect(of(undefined)).toEqual(['after LAST group stickiness is "off" instead of [30]']);
});
