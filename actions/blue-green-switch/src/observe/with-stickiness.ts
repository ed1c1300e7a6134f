import { findStickyGroups } from '../../../../lib/aws/load-balancer/target-stickiness.ts';
import { targetGroupsOf } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import type { Observation, Plan } from '../plan/plan.ts';
import { planStickiness } from '../plan/stickiness.ts';
import type { Ports } from '../ports.ts';
import { findLeftOff } from '../record/left-off.ts';

interface StickinessInputs extends Pick<Inputs, 'sticky'> {
  /** Below which name releases are recorded. */
  readonly record: string | undefined;
}

/**
 * Finds what group stickiness there is, or was before an earlier run, and plans what becomes of it. Only reads.
 * @throws ActionFailure when it is to be refused, or could not be turned off
 */
export async function withStickiness(
  plan: Plan,
  { sticky, record }: StickinessInputs,
  { rules, target }: Observation,
  ports: Ports,
): Promise<Plan> {
  const leftOff = sticky === 'refuse' ? undefined : await findLeftOff(record, ports);
  const hasAny =
    leftOff !== undefined || rules.some(({ forwarding }) => forwarding?.stickySeconds !== undefined);
  const asks = sticky !== 'refuse' && hasAny;
  const stickyGroups = asks ? await findStickyGroups(ports, targetGroupsOf(target)) : [];
  return planStickiness(plan, sticky, { rules, leftOff, stickyGroups });
}
