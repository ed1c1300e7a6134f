import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { look } from './look.ts';
import type { OwnWeights } from './own-weights.ts';
import { RuleNotOurs } from './rule-not-ours.ts';

/**
 * Sees that the standby serves nobody before another version is started on it: since the plan was made, by a run that
 * was lost maybe, somebody else may have given it traffic.
 * @returns whether it has traffic all the same, by what a lost run has written
 * @throws RuleNotOurs when it serves somebody else's rule
 */
export async function refuseTakenStandby(plan: Plan, own: OwnWeights, ports: Ports): Promise<boolean> {
  const { rules, healthy } = await look(plan, own, ports);
  const serving = rules.filter(({ share }) => share?.forwarding?.weights[plan.standby]);
  for (const { rule, share, state } of serving) {
    if (state.kind !== 'foreign' || healthy[plan.standby] === 0) continue;
    throw new RuleNotOurs({ ...rule, role: 'production' }, 'foreign', share);
  }
  return serving.length > 0;
}
