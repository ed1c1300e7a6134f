import { expect, test } from '@jest/globals';
import { ALL_SUSPENDED, type ScalingSettings } from '../../../../lib/aws/scaling/settings.ts';
import { seen } from '../../testing/observation.ts';
import { remarkScaling } from './remark-scaling.ts';
import { planScaling, type SeenScaling } from './scaling.ts';

const NOTHING_SUSPENDED = { scaleIn: false, scaleOut: false, scheduled: false };
const LIVE: ScalingSettings = { minimum: 2, maximum: 8, suspended: NOTHING_SUSPENDED };
const PARKED: ScalingSettings = { minimum: 0, maximum: 8, suspended: ALL_SUSPENDED };

const CASES: readonly (readonly [string[], SeenScaling, number])[] = [
  [[], {}, 2],
  [[], { blue: LIVE, green: PARKED }, 2],
  [['web-green has no scalable target, so it will not scale as web-blue does.'], { blue: LIVE }, 2],
  [
    [
      'web-blue has no scalable target that web-green could take over from: it keeps its own, 0 to 8 tasks, suspended.',
    ],
    { green: PARKED },
    2,
  ],
  [
    ['web-green keeps its own maximum of 5 tasks, and web-blue has 8.'],
    { blue: LIVE, green: { ...PARKED, maximum: 5 } },
    2,
  ],
  [
    ['Of web-blue scaling is suspended (2 to 8 tasks, scale-out suspended), and web-green takes that over.'],
    { blue: { ...LIVE, suspended: { ...NOTHING_SUSPENDED, scaleOut: true } }, green: PARKED },
    2,
  ],
  [
    [
      'Scaling of web-blue is not suspended: its tasks are outside of its bounds, and AWS would bring them inside.',
    ],
    { blue: LIVE, green: PARKED },
    9,
  ],
];

test.each(CASES)('tells %j', (told, scaling, liveCount) => {
  const sides = { live: 'blue', standby: 'green' } as const;
  const { target } = seen();
  const plan = { ...sides, target, scaling: planScaling(scaling, { ...sides, liveCount }) };
  expect(remarkScaling(plan)).toEqual(told);
});
