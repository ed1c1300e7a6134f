import type { PerSlot, SlotName } from '../../../../lib/aws/target.ts';
import type { RecordedPlan } from '../record/recorded-plan.ts';
import { parkStage, shiftStage } from '../record/stages.ts';

export type Recovery =
  /** No traffic had moved: the standby goes back to the size it had. */
  | { readonly kind: 'park-standby' }
  /** All traffic may go to the slot, which has healthy targets. */
  | { readonly kind: 'gather'; readonly slot: SlotName }
  /** The release was through, and the old slot was being parked. */
  | { readonly kind: 'finish' }
  /** Traffic may have moved, and neither slot has a healthy target. */
  | { readonly kind: 'stuck' };

/**
 * What becomes of an interrupted release. It is taken back until the old slot was being parked; then there is no way
 * but to the end.
 * @param begun number of the last stage that had begun
 * @param healthy healthy targets of each slot
 */
export function decideRecovery(
  plan: Pick<RecordedPlan, 'live' | 'standby' | 'steps' | 'required'>,
  begun: number,
  healthy: PerSlot<number>,
): Recovery {
  if (begun < shiftStage(0)) return { kind: 'park-standby' };
  if (begun >= parkStage(plan)) return { kind: 'finish' };
  const slot = betterSlot(plan, healthy);
  return healthy[slot] === 0 ? { kind: 'stuck' } : { kind: 'gather', slot };
}

/** The old version, which is known to be good, unless it has too few healthy targets and the new one has more. */
function betterSlot(
  { live, standby, required }: Pick<RecordedPlan, 'live' | 'standby' | 'required'>,
  healthy: PerSlot<number>,
): SlotName {
  return healthy[live] >= Math.min(required, healthy[standby]) ? live : standby;
}
