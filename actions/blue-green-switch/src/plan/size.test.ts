import { describe, expect, test } from '@jest/globals';
import { ALL_SUSPENDED, type ScalingSettings } from '../../../../lib/aws/scaling/settings.ts';
import { seen } from '../../testing/observation.ts';
import { planRelease, planRollback } from './plan.ts';
import { planScaling } from './scaling.ts';
import { boundsOfStandby, sizeOfStandby } from './size.ts';

const ON = { scaleIn: false, scaleOut: false, scheduled: false };
const LIVE: ScalingSettings = { minimum: 2, maximum: 10, suspended: ON };
const PARKED: ScalingSettings = { minimum: 0, maximum: 8, suspended: ALL_SUSPENDED };
const SIDES = { live: 'green', standby: 'blue', liveCount: 4 } as const;

describe('the size of the standby', () => {
  test.each([
    [4, { desiredCount: 4, runningCount: 3 }, LIVE, PARKED],
    [5, { desiredCount: 4, runningCount: 5 }, LIVE, PARKED],
    [2, { desiredCount: 1, runningCount: 1 }, LIVE, PARKED],
    [8, { desiredCount: 10, runningCount: 10 }, LIVE, PARKED],
    [10, { desiredCount: 10, runningCount: 10 }, LIVE, undefined],
    [3, { desiredCount: 1, runningCount: 1 }, undefined, { ...PARKED, minimum: 3 }],
    [1, { desiredCount: 0, runningCount: 0 }, { ...LIVE, minimum: 5 }, { ...PARKED, maximum: 1 }],
    [0, {}, undefined, undefined],
  ])('is %i for %j', (size, service, green, blue) => {
    const scaling = planScaling({ ...(green && { green }), ...(blue && { blue }) }, SIDES);
    expect(sizeOfStandby(service, boundsOfStandby(scaling, SIDES))).toBe(size);
  });
});

const INPUTS = {
  ...{ image: `web@sha256:${'1'.repeat(64)}`, desiredCount: undefined },
  ...{ required: undefined, expectVersion: undefined },
  ...{ standbyCount: 0, steps: [{ percent: 100, holdMilliseconds: 0 }] },
};

describe('a plan', () => {
  // Here blue is live, with two tasks.
  const scaled = (blue: ScalingSettings, green: ScalingSettings) => seen({ scaling: { blue, green } });

  test.each([planRelease, planRollback])('sizes the standby, and requires as many: %p', (plan) => {
    const given = scaled({ ...LIVE, minimum: 3 }, PARKED);
    expect(plan(INPUTS, given)).toMatchObject({ desiredCount: 3, required: 3 });
    const capped = scaled(LIVE, { ...PARKED, maximum: 1 });
    expect(plan(INPUTS, capped)).toMatchObject({ desiredCount: 1, required: 1 });
  });

  test('gives the standby as many as are asked for, never fewer than serve, or says why it cannot', () => {
    expect(planRelease({ ...INPUTS, desiredCount: 1 }, scaled(LIVE, PARKED)).desiredCount).toBe(2);
    expect(planRelease({ ...INPUTS, desiredCount: 8 }, scaled(LIVE, PARKED)).desiredCount).toBe(8);
    expect(() => planRelease({ ...INPUTS, desiredCount: 9 }, scaled(LIVE, PARKED))).toThrow(
      'Input "desired-count" is 9, and the scalable target of web-green has the maximum 8',
    );
  });

  test('is none with a standby that may have no tasks', () => {
    expect(() => planRelease(INPUTS, scaled(LIVE, { ...PARKED, maximum: 0 }))).toThrow(
      'The scalable target of web-green has the maximum 0, so the standby can run no tasks',
    );
  });
});
