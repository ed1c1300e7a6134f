import { SLOTS } from '../../../../lib/aws/target.ts';
import type { Plan } from '../plan/plan.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import { awaitScaling } from '../scaling/await-scaling.ts';
import { setScaling } from '../scaling/set-scaling.ts';
import { scaleSlot } from './scale.ts';

/** What parking a slot needs to know. */
export interface Parking {
  readonly plan: Plan;
  readonly timeline: Timeline;
}

/**
 * Parks the slot that was live, and lets the other one scale in its place.
 * @throws ActionFailure when the slot that is to be parked gets traffic
 */
export async function parkLive({ plan, timeline }: Parking, ports: WritePorts): Promise<void> {
  await setScaling({ plan, timeline }, plan.standby, 'after', ports);
  await scaleSlot(plan, plan.live, plan.parkedCount, timeline, ports);
  await awaitScaling({ plan, timeline }, 'after', ports);
}

/**
 * Gives the standby the size that it goes back to, and both slots their scaling.
 * @throws ActionFailure when the standby gets traffic
 */
export async function parkAgain({ plan, timeline }: Parking, ports: WritePorts): Promise<void> {
  await setScaling({ plan, timeline }, plan.live, 'undone', ports);
  await scaleSlot(plan, plan.standby, plan.standbyCountUndone, timeline, ports);
}

/** Lets both slots scale when the standby keeps the traffic that it has got, and the other one its tasks. */
export async function letBothScale({ plan, timeline }: Parking, ports: WritePorts): Promise<void> {
  await setScaling({ plan, timeline }, plan.standby, 'after', ports);
  await setScaling({ plan, timeline }, plan.live, 'undone', ports);
}

/** Gives both slots the scaling that they had, wherever the traffic goes, and leaves their tasks. */
export async function restoreScaling({ plan, timeline }: Parking, ports: WritePorts): Promise<void> {
  for (const slot of SLOTS) await setScaling({ plan, timeline }, slot, 'undone', ports);
}
