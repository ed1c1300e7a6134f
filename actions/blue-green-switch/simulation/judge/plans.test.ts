import { expect, test } from '@jest/globals';
import { ALL_SUSPENDED } from '../../../../lib/aws/scaling/settings.ts';
import { factsOf, planOf, runOf, truthOf } from '../testing/facts.ts';
import { judgePlans } from './plans.ts';

const inputs = { mode: 'release', image: 'web@sha256:1' };

function told(plan: Parameters<typeof planOf>[2], given: Partial<Parameters<typeof factsOf>[0]> = {}) {
  const facts = {
    ...{ runs: [runOf('RUN1', { inputs })], truths: [truthOf(1_000, 'green')], ...given },
    plans: [planOf('RUN1', 2_000, plan)],
  };
  return judgePlans(factsOf(facts)).map(({ promise, what }) => `${promise}: ${what}`);
}

test('a plan of what was asked for is good', () => {
  expect(told({})).toEqual([]);
});

test('another image than was asked for is seen', () => {
  expect(told({ image: 'web@sha256:9' })).toEqual([
    'what was asked for: RUN1 plans web@sha256:9 instead of web@sha256:1',
  ]);
});

test('a slot that is taken for live, and is not, is seen', () => {
  expect(told({ live: 'blue', standby: 'green' })).toEqual([
    'what was asked for: RUN1 takes blue for live, which had not all of the traffic',
  ]);
});

test('a standby has as many tasks as serve, within its maximum', () => {
  const scaling = { minimum: 0, maximum: 3, suspended: ALL_SUSPENDED };
  const truths = [truthOf(1_000, 'green', { green: { desiredCount: 5 }, blue: { scaling } })];
  expect(told({ desiredCount: 3, required: 3 }, { truths })).toEqual([]);
  expect(told({}, { truths })).toEqual([
    'as many tasks as serve: RUN1 plans 2 tasks, and green has at least 3',
  ]);
  expect(told({ desiredCount: 5, required: 5 }, { truths })).toEqual([
    'as many tasks as serve: RUN1 plans 5 tasks, and blue may have 3',
  ]);
});
