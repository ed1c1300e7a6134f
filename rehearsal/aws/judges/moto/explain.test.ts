import { expect, test } from '@jest/globals';
import { findGaps, isAbsent } from './explain.ts';
import { EXPLANATIONS } from './explanations.ts';
import { readRecorded } from './recorded.ts';

const explanation = (...differences: string[]) => ({ differences, why: 'because', source: 'a page' });

test('a star stands for anything, and everything else for itself', () => {
  const compared = { 'ecs.RunTask': { same: 1, differences: ['ecs.RunTask tasks[].cpu: not by moto'] } };
  const gapsOf = (pattern: string) => findGaps(compared, [explanation(pattern)]);
  expect(gapsOf('ecs.* tasks[].cpu: not by moto')).toEqual({ unexplained: [], unused: [] });
  expect(gapsOf('ecs.* tasksXcpu: not by moto')).toEqual({
    unexplained: ['ecs.RunTask tasks[].cpu: not by moto'],
    unused: ['ecs.* tasksXcpu: not by moto'],
  });
});

test('an operation that moto lacks needs no explanation, one that it refuses sometimes does', () => {
  const lacking = { same: 0, differences: ['a.B: success, moto: 500'] };
  expect(isAbsent(lacking)).toBe(true);
  expect(isAbsent({ ...lacking, same: 1 })).toBe(false);
  expect(isAbsent({ same: 0, differences: [] })).toBe(false);
  expect(findGaps({ 'a.B': lacking }, [])).toEqual({ unexplained: [], unused: [] });
});

test('every recorded difference from moto is explained, and every explanation has its difference', () => {
  expect(findGaps(readRecorded(), EXPLANATIONS)).toEqual({ unexplained: [], unused: [] });
});
