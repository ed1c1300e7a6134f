import { stickinessOnTheWay } from '../plan/stickiness.ts';
import type { WritePorts } from '../record/journal.ts';
import { type Raise, raiseSettledWeights, raiseWeights } from './raise-weights.ts';
import { ALL_BUT_FOREIGN, OWN_ONLY, RuleNotOurs } from './rule-not-ours.ts';

/** What all rules of one step have in common. */
export type RaiseStep = Omit<Raise, 'rule' | 'stickiness' | 'writable'>;

/**
 * Raises the standby's share in each rule of the plan, in turn. A release stops at the first that somebody else has
 * changed. A rollback goes on with all the others: what it leaves must not keep more than it has to.
 * @throws RuleNotOurs, AggregateError of them for a rollback, and what `raiseWeights` throws
 */
export async function raiseRules(step: RaiseStep, ports: WritePorts): Promise<void> {
  const { plan } = step;
  const { rules, mode } = plan;
  if (mode === 'rollback') return raiseOthers(step, ports);
  for (const rule of rules) {
    const stickiness = stickinessOnTheWay(plan, rule);
    await raiseSettledWeights({ ...step, rule, stickiness, writable: OWN_ONLY }, ports);
  }
}

/** Rules that seem to be somebody else's are looked at again when the others have moved, which cannot wait. */
async function raiseOthers(step: RaiseStep, ports: WritePorts): Promise<void> {
  const later: Raise[] = [];
  for (const rule of step.plan.rules) {
    const stickiness = stickinessOnTheWay(step.plan, rule);
    const raise = { ...step, rule, stickiness, writable: ALL_BUT_FOREIGN };
    if (await refusalOf(() => raiseWeights(raise, ports))) later.push(raise);
  }
  const refusals: RuleNotOurs[] = [];
  for (const raise of later) {
    const refusal = await refusalOf(() => raiseSettledWeights(raise, ports));
    if (refusal) refusals.push(refusal);
  }
  if (refusals.length > 0) throw new AggregateError(refusals, 'Not every rule could be moved.');
}

async function refusalOf(raise: () => Promise<void>): Promise<RuleNotOurs | undefined> {
  try {
    await raise();
    return undefined;
  } catch (error) {
    if (error instanceof RuleNotOurs) return error;
    throw error;
  }
}
