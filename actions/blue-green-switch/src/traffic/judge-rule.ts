import type { Forwarding } from '../../../../lib/aws/load-balancer/weights.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import { type RuleShare, slotWithAllTraffic } from '../observe/live-slot.ts';
import type { PlannedRule } from '../plan/plan.ts';
import { isOwnStickiness } from '../plan/stickiness.ts';
import { isSameWeights, type WrittenWeights } from './own-weights.ts';

/** What a reading of a production rule means to the run that is at work on it. */
export type RuleState =
  /** It shows what the run has written or is writing, or what the plan started from and no write has changed yet. */
  | { readonly kind: 'own' }
  /** It shows what the plan started from again: infrastructure code has been applied meanwhile. */
  | { readonly kind: 'reset' }
  /** Its weights are the run's own, and something else in it is not as it was planned with. */
  | { readonly kind: 'altered' }
  /**
   * It shows anything else. It serves the slot that gets all the weight of it; one that is split, that sends requests
   * also to a third group, or none to the pair, serves neither, and so says nothing about where the others should go.
   */
  | { readonly kind: 'foreign'; readonly serves: SlotName | undefined };

/** Judges a reading by what is planned for the rule and what the run has written to it. */
export function judgeRule(
  { forwarding, rest }: Pick<RuleShare, 'forwarding' | 'rest'>,
  planned: Pick<PlannedRule, 'before' | 'lacks' | 'rest' | 'sticky'>,
  { written, isMoved }: WrittenWeights,
): RuleState {
  if (!forwarding || forwarding.others.some(({ weight }) => weight > 0)) {
    return { kind: 'foreign', serves: undefined };
  }
  const { weights } = forwarding;
  const isBefore = isSameWeights(weights, planned.before);
  if (isBefore && isMoved) return { kind: 'reset' };
  if (isBefore || written.some((own) => isSameWeights(own, weights))) {
    const isWhole = rest === planned.rest && isPaired(forwarding, planned);
    return { kind: isWhole ? 'own' : 'altered' };
  }
  return { kind: 'foreign', serves: slotWithAllTraffic([{ forwarding }]) };
}

/** Whether it shares requests among the slots that it did, and keeps no client with one of them but as it did. */
function isPaired(
  { absent, stickySeconds }: Forwarding,
  planned: Pick<PlannedRule, 'lacks' | 'sticky'>,
): boolean {
  const { lacks = [] } = planned;
  return isOwnStickiness(planned, stickySeconds) && absent.every((slot) => lacks.includes(slot));
}
