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
  plan: Pick<RecordedPlan, 'live' | 'standby' | 'steps'>,
  begun: number,
  healthy: PerSlot<number>,
): Recovery {
  if (begun < shiftStage(0)) return { kind: 'park-standby' };
  if (begun >= parkStage(plan)) return { kind: 'finish' };
  // The old version is the one that is known to be good; any healthy target of the new one is better than none.
  const slot = [plan.live, plan.standby].find((candidate) => healthy[candidate] > 0);
  return slot === undefined ? { kind: 'stuck' } : { kind: 'gather', slot };
}
