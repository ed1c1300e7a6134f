import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ALL_SUSPENDED, type ScalingSettings } from '../../../../lib/aws/scaling/settings.ts';
import { planScaling } from './scaling.ts';
import { boundsOfStandby, sizeOfStandby } from './size.ts';

const ON = { scaleIn: false, scaleOut: false, scheduled: false };
const HELD = { scaleIn: true, scaleOut: false, scheduled: true };
const LIVE: ScalingSettings = { minimum: 2, maximum: 10, suspended: ON };
const PARKED: ScalingSettings = { minimum: 0, maximum: 8, suspended: ALL_SUSPENDED };
const SIDES = { live: 'green', standby: 'blue', liveCount: 4 } as const;

describe('the scaling of a release', () => {
  test('goes over to the standby, which keeps its own maximum, and the live slot is parked', () => {
    expect(planScaling({ green: LIVE, blue: PARKED }, SIDES)).toEqual({
      green: {
        found: LIVE,
        held: { ...LIVE, suspended: HELD },
        serving: { ...LIVE, suspended: HELD },
        after: { minimum: 0, maximum: 10, suspended: ALL_SUSPENDED },
        undone: LIVE,
      },
      blue: {
        found: PARKED,
        held: { minimum: 2, maximum: 8, suspended: ALL_SUSPENDED },
        serving: { minimum: 2, maximum: 8, suspended: HELD },
        after: { minimum: 2, maximum: 8, suspended: ON },
        undone: PARKED,
      },
    });
  });

  test('keeps what a person has suspended', () => {
    const suspended = { ...ON, scaleOut: true };
    const { blue } = planScaling({ green: { ...LIVE, suspended }, blue: PARKED }, SIDES);
    expect(blue?.serving.suspended).toEqual(ALL_SUSPENDED);
    expect(blue?.after.suspended).toEqual(suspended);
  });

  test.each([
    ['has more tasks than its maximum: AWS would end some', 11],
    ['is empty: AWS would start some', 0],
  ])('leaves a live slot alone that %s', (_why, liveCount) => {
    const { green } = planScaling({ green: LIVE, blue: PARKED }, { ...SIDES, liveCount });
    expect(green).toMatchObject({ found: LIVE, held: LIVE, serving: LIVE });
    expect(green?.after).toEqual({ minimum: 0, maximum: 10, suspended: ALL_SUSPENDED });
  });

  test('of a standby beside a live slot that has none is what it was in the end', () => {
    const own = { ...LIVE, minimum: 3 };
    const { blue, green } = planScaling({ blue: own }, SIDES);
    expect(green).toBeUndefined();
    expect(blue).toEqual({
      ...{ found: own, after: own, undone: own },
      held: { ...own, suspended: ALL_SUSPENDED },
      serving: { ...own, suspended: HELD },
    });
  });

  test('is nothing where there is none', () => {
    expect(planScaling({}, SIDES)).toEqual({});
  });
});

describe('a write of AWS', () => {
  const settings = fc
    .record({
      bounds: fc.tuple(fc.nat(12), fc.nat(12)),
      suspended: fc.record({ scaleIn: fc.boolean(), scaleOut: fc.boolean(), scheduled: fc.boolean() }),
    })
    .map(
      ({ bounds: [a, b], suspended }): ScalingSettings => ({
        ...{ minimum: Math.min(a, b), maximum: Math.max(a, b), suspended },
      }),
    );
  const seen = fc.record({ green: settings, blue: settings }, { requiredKeys: [] });

  /** What RegisterScalableTarget makes of a desired count. */
  const within = (count: number, { minimum, maximum }: ScalingSettings) =>
    Math.min(Math.max(count, minimum), maximum);

  test('never takes a task from the live slot, nor changes the size that the standby was given', () => {
    fc.assert(
      fc.property(seen, fc.nat(15), (found, liveCount) => {
        const scaling = planScaling(found, { ...SIDES, liveCount });
        const { green, blue } = scaling;
        if (green && green.held !== green.found) {
          expect(within(liveCount, green.held)).toBeGreaterThanOrEqual(liveCount);
        }
        const size = sizeOfStandby({ desiredCount: liveCount }, boundsOfStandby(scaling, SIDES));
        for (const settings of blue ? [blue.held, blue.serving, blue.after] : []) {
          expect(settings.minimum).toBeLessThanOrEqual(settings.maximum);
          expect(within(size, settings)).toBe(size);
        }
      }),
    );
  });

  test('leaves a parked slot without tasks where it is, and no maximum is ever changed', () => {
    fc.assert(
      fc.property(seen, fc.nat(15), (found, liveCount) => {
        const { green, blue } = planScaling(found, { ...SIDES, liveCount });
        if (green) expect(within(0, green.after)).toBe(0);
        for (const planned of [green, blue]) {
          const maxima = planned ? Object.values(planned).map(({ maximum }) => maximum) : [];
          expect(new Set(maxima).size).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
