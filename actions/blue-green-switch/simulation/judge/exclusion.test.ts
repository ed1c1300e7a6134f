import { expect, test } from '@jest/globals';
import { factsOf, runOf, writeOf } from '../testing/facts.ts';
import { judgeExclusion } from './exclusion.ts';

const runs = [runOf('RUN1'), runOf('RUN2')];
const leases = [
  { at: 1_000, by: 'RUN1', number: 4 },
  { at: 5_000, by: 'RUN2', number: 5 },
];

const told = (facts: Parameters<typeof factsOf>[0]) =>
  judgeExclusion(factsOf({ runs, leases, ...facts })).map(({ promise, what }) => `${promise}: ${what}`);

test('a write that was under way when another took the lease breaks nothing', () => {
  expect(told({ writes: [writeOf('RUN1', 6_000, 'UpdateService')] })).toEqual([]);
});

test('a write after the first one under a higher lease is seen, though it comes within the margin', () => {
  const writes = [writeOf('RUN2', 6_000, 'UpdateService'), writeOf('RUN1', 7_000, 'ModifyRule')];
  expect(told({ writes })).toEqual([
    'deployers never interleave: RUN1 (lease 4) did ModifyRule after a write under lease 5',
  ]);
});

test('a task definition that nobody uses, and a lease that is ended, are no such writes', () => {
  const input = { Name: '/shop/lease/4' };
  const writes = [
    writeOf('RUN2', 6_000, 'UpdateService'),
    writeOf('RUN1', 7_000, 'RegisterTaskDefinition'),
    writeOf('RUN1', 8_000, 'PutParameter', { service: 'ssm', input }),
  ];
  expect(told({ writes })).toEqual([]);
});

test.each([
  ['left out', 6],
  ['made twice', 4],
])('a lease that is %s is seen', (_how, number) => {
  const wrong = [leases[0], { at: 5_000, by: 'RUN2', number }].flatMap((lease) => lease ?? []);
  expect(told({ leases: wrong })).toEqual([
    `leases are contiguous: RUN2 made lease ${number} after lease 4 of RUN1`,
  ]);
});
