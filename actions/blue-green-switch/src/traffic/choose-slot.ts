import { otherSlot, type PerSlot, type SlotName } from '../../../../lib/aws/target.ts';
import type { Plan } from '../plan/plan.ts';
import type { RuleState } from './judge-rule.ts';

/** What decides where the traffic of a release goes that is not gone on with. */
export interface Evidence {
  /** Healthy targets of each slot, of whatever version. */
  readonly healthy: PerSlot<number>;
  /** What the production rules show that are there. */
  readonly states: readonly RuleState[];
  /** Whether requests have shown the new version to be bad, healthy as its targets may be. */
  readonly isSeenBad: boolean;
}

/** Where it goes, and where it would have gone had the slots been equally healthy. */
export interface Choice {
  readonly preferred: SlotName;
  /** Undefined when neither slot has a healthy target. */
  readonly slot: SlotName | undefined;
}

/**
 * Chooses the better of the two slots: the preferred one, unless it has too few healthy targets and the other has more.
 * Preferred is the old version, which is known to be good; or the slot that rules serve which somebody else has changed,
 * so that visitors meet one version behind all rules. What requests have shown to be bad is never followed there, and
 * gets the traffic only when the old version has no healthy target at all.
 * @param base slot to prefer when no rule speaks for another
 */
export function chooseSlot(
  { live, liveCount, required }: Pick<Plan, 'live' | 'liveCount' | 'required'>,
  { healthy, states, isSeenBad }: Evidence,
  base: SlotName = live,
): Choice {
  const preferred = (isSeenBad ? undefined : slotSpokenFor(live, states)) ?? base;
  const other = otherSlot(preferred);
  // The old version may have served with fewer tasks than the new one was given.
  const whole = preferred === live ? Math.min(required, Math.max(1, liveCount)) : required;
  const enough = Math.min(isSeenBad ? 1 : whole, healthy[other]);
  const slot = healthy[preferred] >= enough ? preferred : other;
  return { preferred, slot: healthy[slot] > 0 ? slot : undefined };
}

/** The one slot that rules serve which others have changed; undefined when there are none, or they disagree. */
function slotSpokenFor(live: SlotName, states: readonly RuleState[]): SlotName | undefined {
  const spoken = new Set(
    states.flatMap((state) => {
      if (state.kind === 'reset') return [live];
      return state.kind === 'foreign' && state.serves ? [state.serves] : [];
    }),
  );
  const [slot] = spoken;
  return spoken.size === 1 ? slot : undefined;
}
