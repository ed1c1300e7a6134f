import { findStickyGroups } from '../../../../lib/aws/load-balancer/target-stickiness.ts';
import { targetGroupsOf } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { cookieSpan, keepsCookies, listSticky } from '../plan/cookies.ts';
import { parkWhenUndone } from '../plan/kept-standby.ts';
import type { Observation, Plan } from '../plan/plan.ts';
import { planStickiness } from '../plan/stickiness.ts';
import type { Ports } from '../ports.ts';
import { NOTHING_LEFT, type RecordedKept, readLeftBehind } from '../record/left-off.ts';
import { readQuiet } from '../traffic/quiet-gate.ts';
import { desertedBy, refuseDeserted } from './kept-slot.ts';

interface StickinessInputs extends Pick<Inputs, 'sticky'> {
  /** Below which name releases are recorded. */
  readonly record: string | undefined;
  /** Task definition that a rollback goes back to; absent when a new revision is made for the version. */
  readonly returnsTo?: string;
}

/**
 * Finds what group stickiness there is, or was before an earlier run, and plans what becomes of it. Only reads.
 * @throws ActionFailure when it is to be refused, or could not be turned off, when cookies may still lead to the standby,
 *   or what tells that of a slot cannot be read
 */
export async function withStickiness(
  plan: Plan,
  { sticky, record, returnsTo }: StickinessInputs,
  seen: Observation,
  ports: Ports,
): Promise<Plan> {
  const { rules, target } = seen;
  const { leftOff, kept } = sticky === 'refuse' ? NOTHING_LEFT : await readLeftBehind(record, ports);
  const hasAny =
    leftOff !== undefined || rules.some(({ forwarding }) => forwarding?.stickySeconds !== undefined);
  const asks = sticky !== 'refuse' && hasAny;
  const stickyGroups = asks ? await findStickyGroups(ports, targetGroupsOf(target)) : [];
  const planned = planStickiness(plan, sticky, { rules, leftOff, stickyGroups });
  // What runs on a slot that is kept can go on there: its clients have it already.
  const isThere = returnsTo !== undefined && returnsTo === seen.services[plan.standby].taskDefinition;
  return seeMetrics(planned, isThere ? undefined : kept, seen, ports);
}

async function seeMetrics(
  plan: Plan,
  kept: RecordedKept | undefined,
  seen: Observation,
  ports: Ports,
): Promise<Plan> {
  const deserted = desertedBy(kept, seen);
  if (kept && deserted) {
    await refuseDeserted(plan, deserted, kept, ports);
    return parkWhenUndone(plan);
  }
  if (!keepsCookies(plan)) return plan;
  // What is not allowed to read them would find out when the traffic has moved.
  const { target, live: slot } = plan;
  const since = ports.stopwatch.read();
  await readQuiet({ target, slot, since, span: cookieSpan(listSticky(plan.rules)) }, ports, ports.signal);
  return plan;
}
