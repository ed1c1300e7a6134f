import { sleep } from '../../../../lib/action/clock.ts';
import { readScaling } from '../../../../lib/aws/scaling/scalable-targets.ts';
import {
  describeScaling,
  isSameScaling,
  type ScalingSettings,
} from '../../../../lib/aws/scaling/settings.ts';
import { SLOTS } from '../../../../lib/aws/target.ts';
import type { Ports } from '../ports.ts';
import type { Scaled } from './set-scaling.ts';

/** What was written shows within this; in milliseconds. */
const SETTLES_WITHIN = 15_000;
const LOOK_AGAIN_AFTER = 1_000;

/**
 * Waits until the scaling of both slots reads as it was written: the next run takes what it reads for the settings to
 * go back to. What never does is told.
 */
export async function awaitScaling(
  { plan, timeline }: Scaled,
  moment: 'undone' | 'after',
  ports: Ports,
): Promise<void> {
  const { clock, signal } = ports;
  const { cluster, slots } = plan.target;
  const scaled = SLOTS.flatMap((slot) => {
    const wanted = plan.scaling[slot]?.[moment];
    return wanted ? [{ service: slots[slot].service, wanted }] : [];
  });
  if (scaled.length === 0) return;
  const names = scaled.map(({ service }) => ({ cluster, service }));
  const end = clock.now() + SETTLES_WITHIN;
  for (;;) {
    const found = await readScaling(ports, names);
    const odd = scaled.flatMap(({ service, wanted }, index) => {
      const settings = found[index];
      return !settings || isWritten(settings, wanted) ? [] : [`${service} with ${describeScaling(settings)}`];
    });
    if (odd.length === 0) return;
    if (clock.now() >= end) {
      return timeline.note(`Somebody else has changed the scaling, which reads back for ${odd.join(', ')}`);
    }
    await sleep(clock, LOOK_AGAIN_AFTER, signal);
  }
}

/** The maximum is never written. */
function isWritten(found: ScalingSettings, { minimum, suspended }: ScalingSettings): boolean {
  return isSameScaling(found, { ...found, minimum, suspended });
}
