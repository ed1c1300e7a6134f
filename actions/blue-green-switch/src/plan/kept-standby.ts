import type { Plan } from './plan.ts';
import { parked } from './scaling.ts';

/**
 * The standby keeps its tasks since an earlier release, for clients whose cookies lead there no more. When the release is
 * undone it is parked, as that one would have parked it: nothing would tell later runs to.
 */
export function parkWhenUndone(plan: Plan): Plan {
  const { standby, parkedCount, scaling } = plan;
  const ofStandby = scaling[standby];
  return {
    ...plan,
    standbyCountUndone: parkedCount,
    scaling: {
      ...scaling,
      ...(ofStandby && { [standby]: { ...ofStandby, undone: parked(ofStandby.found) } }),
    },
  };
}
