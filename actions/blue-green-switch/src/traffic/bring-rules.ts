import { sleep } from '../../../../lib/action/clock.ts';
import { keepsCookies } from '../plan/cookies.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import { stickinessIn } from '../plan/stickiness.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import { confirmWeights, RuleDiffers } from './confirm-weights.ts';
import type { Look } from './look.ts';
import { hasWritten, type OwnWeights } from './own-weights.ts';
import { raiseWeights, tryPatiently } from './raise-weights.ts';
import { ALL_BUT_FOREIGN, RuleNotOurs } from './rule-not-ours.ts';
import { ChoiceChanged, createChoiceGuard, LOOK_AGAIN_AFTER, type Standing } from './slot-watch.ts';

/** What is to be brought to a slot. */
export interface Bringing extends Standing {
  readonly own: OwnWeights;
  readonly timeline: Timeline;
  /** The reading by which the slot was chosen. */
  readonly seen: Look;
  /** When it is given up, milliseconds since the epoch. */
  readonly end: number;
}

/**
 * Gives a slot all the traffic of the rules that are not somebody else's: one write for each that shows, or may show,
 * anything else, for a rule may show what was before a write that is still on its way. A rule that cannot be written
 * does not keep the others from moving.
 * @returns false when the slots or the rules were no longer as they had been seen, so that it is to be decided anew
 * @throws AggregateError when a rule could not be written
 */
export async function bringRules(bringing: Bringing, ports: WritePorts): Promise<boolean> {
  const { plan, slot, own, timeline, seen, end } = bringing;
  const percent = slot === plan.standby ? 100 : 0;
  const weights = weightsFor(plan, percent);
  const patience = end - ports.clock.now();
  const requireHealth = createChoiceGuard(bringing, seen, ports);
  const rules = seen.rules
    .filter(({ state }) => state.kind !== 'foreign')
    .map(({ rule }) => rule)
    .filter(({ ruleArn }) => slot === plan.standby || hasWritten(own, ruleArn) || mayLeadAway(plan, own));
  const given = { plan, weights, own, writable: ALL_BUT_FOREIGN, patience, requireHealth };
  const results = await Promise.allSettled(
    rules.map((rule) => raiseWeights({ ...given, rule, stickiness: stickinessIn(slot, plan, rule) }, ports)),
  );
  const errors = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
  const isDecisive = ports.clock.now() >= end || errors.some((error) => !isNews(error));
  if (errors.length > 0 && isDecisive) throw new AggregateError(errors, 'Not every rule could be put back.');
  if (errors.length === 0 && (await isConfirmed())) {
    timeline.noteShare(percent, `All of the traffic goes to ${slot}${percent === 0 ? ' again' : ''}`);
    return true;
  }
  await sleep(ports.clock, LOOK_AGAIN_AFTER, ports.signal);
  return false;

  async function isConfirmed(): Promise<boolean> {
    try {
      await tryPatiently(ports, 'Reading the rules back', patience, () =>
        confirmWeights(plan, weights, ports, { rules, mayStick: 'any' }),
      );
      return true;
    } catch (error) {
      if (!(error instanceof RuleDiffers) || ports.clock.now() >= end) throw error;
      return false;
    }
  }
}

/** One rule that has moved is enough: its clients bring the cookie that it gave them to all the others. */
function mayLeadAway(plan: Plan, own: OwnWeights): boolean {
  return keepsCookies(plan) && plan.rules.some(({ ruleArn }) => hasWritten(own, ruleArn));
}

/** What is decided anew, rather than a failure to write. */
function isNews(error: unknown): boolean {
  return error instanceof RuleNotOurs || error instanceof ChoiceChanged;
}
