import { expect, test } from '@jest/globals';
import { factsOf, moveOf, planOf, truthOf, writeOf } from '../testing/facts.ts';
import { stageOf } from './stage-of.ts';

const parameter = (at: number, name: string, overwrite = false) =>
  writeOf('RUN1', at, 'PutParameter', {
    service: 'ssm',
    input: { Name: `/shop/${name}`, Value: '{}', Overwrite: overwrite },
  });

const GREEN = { blue: 0, green: 100 };
const HALF = { blue: 50, green: 50 };

const facts = factsOf({
  plans: [planOf('RUN1', 2_000)],
  moves: [moveOf(5_000, GREEN, HALF), moveOf(6_000, HALF, GREEN)],
  writes: [
    parameter(1_000, 'lease/4'),
    parameter(2_000, 'plan/4/1'),
    writeOf('RUN1', 3_000, 'UpdateService', { input: { taskDefinition: 'web:2' } }),
    writeOf('RUN1', 3_500, 'RegisterScalableTarget'),
    writeOf('RUN1', 4_000, 'ModifyRule'),
    parameter(4_500, 'lease/4', true),
    writeOf('RUN1', 5_000, 'ModifyListener', { after: { ...truthOf(5_000, 'green'), rules: [HALF] } }),
    writeOf('RUN1', 6_000, 'ModifyListener'),
    writeOf('RUN1', 7_000, 'UpdateService', { input: { desiredCount: 0 } }),
    parameter(8_000, 'releases/4'),
  ],
});

test.each([
  [500, 'before the lease'],
  [1_000, 'lease taken'],
  [2_000, 'planned'],
  [3_000, 'standby starting'],
  // Neither scaling nor a test rule nor a renewal brings a run further.
  [4_500, 'standby starting'],
  [5_000, 'shifting'],
  [6_000, 'putting back'],
  [7_000, 'parking'],
  [8_000, 'recorded'],
])('after %i ms the run is at the stage "%s"', (at, stage) => {
  expect(stageOf(facts, 'RUN1', at)).toBe(stage);
});
