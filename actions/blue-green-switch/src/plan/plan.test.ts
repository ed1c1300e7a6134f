import { describe, expect, test } from '@jest/globals';
import { seen } from '../../testing/observation.ts';
import { planRelease, planRollback } from './plan.ts';

const inputs = {
  image: `web@sha256:${'1'.repeat(64)}`,
  desiredCount: undefined,
  required: undefined,
  standbyCount: 0,
  expectVersion: undefined,
  steps: [{ percent: 100, holdMilliseconds: 0 }],
};

describe('the healthy targets that a release requires', () => {
  test.each([
    ['as many as it starts tasks, when nothing else is asked for', undefined, undefined, 2],
    ['as many as it starts tasks, also when these are more than serve', 5, undefined, 5],
    ['fewer when asked for', undefined, 1, 1],
    ['as many as asked for', 5, 5, 5],
  ])('are %s', (_how, desiredCount, required, expected) => {
    expect(planRelease({ ...inputs, desiredCount, required }, seen()).required).toBe(expected);
  });

  test('are never more than its tasks', () => {
    expect(() => planRelease({ ...inputs, required: 3 }, seen())).toThrow(
      'Input "required" is 3, and the release runs 2 tasks',
    );
  });
});

describe('the time for which the standby has to be healthy without a break', () => {
  test("is its target group's health-check interval times its healthy threshold", () => {
    const { blue, green } = seen().targetGroups;
    const slow = { HealthCheckIntervalSeconds: 30, HealthyThresholdCount: 5 };
    const targetGroups = { blue: { ...blue, ...slow }, green: { ...green, ...slow } };
    expect(planRelease(inputs, seen({ targetGroups })).thresholdPeriod).toBe(150_000);
  });

  test('is none for a rollback: its version has served before, and the one that serves is bad', () => {
    expect(planRollback(inputs, seen()).thresholdPeriod).toBe(0);
  });
});
