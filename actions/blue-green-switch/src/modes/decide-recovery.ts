import type { SlotName } from '../../../../lib/aws/target.ts';
import type { RecordedPlan } from '../record/recorded-plan.ts';
import { parkStage, shiftStage } from '../record/stages.ts';
import { chooseSlot, type Evidence } from '../traffic/choose-slot.ts';

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
 * What is to be done about an interrupted release: it is taken back until the old slot was being parked; then there is
 * no way but to the end.
 * @param begun number of the last stage that had begun
 */
export function decideWayOut(
  plan: Pick<RecordedPlan, 'steps'>,
  begun: number,
): 'park-standby' | 'gather' | 'finish' {
  if (begun < shiftStage(0)) return 'park-standby';
  return begun >= parkStage(plan) ? 'finish' : 'gather';
}

/** What that comes to as things are. */
export function decideRecovery(
  plan: Pick<RecordedPlan, 'live' | 'liveCount' | 'steps' | 'required' | 'isSeenBad'>,
  begun: number,
  { healthy, states }: Pick<Evidence, 'healthy' | 'states'>,
): Recovery {
  const kind = decideWayOut(plan, begun);
  if (kind !== 'gather') return { kind };
  const { slot } = chooseSlot(plan, { healthy, states, isSeenBad: plan.isSeenBad ?? false });
  return slot === undefined ? { kind: 'stuck' } : { kind, slot };
}
