import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { look } from './look.ts';
import type { OwnWeights } from './own-weights.ts';
import { RuleNotOurs } from './rule-not-ours.ts';

/**
 * Sees that the standby serves nobody before another version is started on it: since the plan was made, by a run that
 * was lost maybe, somebody else may have given it traffic.
 * @throws RuleNotOurs when it serves somebody else's rule
 */
export async function refuseTakenStandby(plan: Plan, own: OwnWeights, ports: Ports): Promise<void> {
  const { rules, healthy } = await look(plan, own, ports);
  if (healthy[plan.standby] === 0) return;
  for (const { rule, share, state } of rules) {
    if (state.kind !== 'foreign' || !share?.forwarding?.weights[plan.standby]) continue;
    throw new RuleNotOurs({ ...rule, role: 'production' }, 'foreign', share);
  }
}
