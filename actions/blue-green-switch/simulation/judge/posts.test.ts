import { expect, test } from '@jest/globals';
import { factsOf, planOf, runOf, writeOf } from '../testing/facts.ts';
import { judgePosts } from './posts.ts';

const post = runOf('RUN1POST', { runId: '1', inputs: { mode: 'post' } });
const runs = [runOf('RUN1', { runId: '1' }), runOf('RUN2', { runId: '2' }), post];
const changed = writeOf('RUN1POST', 9_000, 'UpdateService');

const told = (facts: Parameters<typeof factsOf>[0]) =>
  judgePosts(factsOf({ runs, writes: [changed], ...facts })).map(({ what }) => what);

test('a job may take back what it has left itself', () => {
  const plans = [planOf('RUN1', 1_000, { lease: 4 }), planOf('RUN1POST', 8_000, { lease: 6 })];
  expect(told({ plans })).toEqual([]);
});

test('what another run has left is not its to take back', () => {
  const plans = [
    planOf('RUN1', 1_000, { lease: 4 }),
    planOf('RUN2', 5_000, { lease: 5 }),
    planOf('RUN1POST', 8_000, { lease: 6 }),
  ];
  expect(told({ plans })).toEqual(['RUN1POST took up what RUN2 has left']);
});

test('a change without a plan is seen', () => {
  expect(told({})).toEqual(['RUN1POST did UpdateService without a plan']);
});
