import { ActionFailure } from '../../../../lib/action/errors.ts';
import { readTargetHealth } from '../../../../lib/aws/load-balancer/target-health.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import { type Plan, weightsFor } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import { confirmWeights, hasWritten, type OwnWeights } from './move-weights.ts';
import { raiseWeights, tryPatiently } from './raise-weights.ts';

/** AWS may be out of reach for a while just when a version is bad: giving up would leave the traffic there. */
const PATIENCE_MILLISECONDS = 120_000;

/**
 * Gives one slot all the traffic, as a rollback gives it to the old one: one write for each rule that the release has
 * written, whatever the rule shows, for it may show what was before a write that is still on its way. A rule that
 * cannot be written does not keep the others from moving.
 * @throws ActionFailure when the slot has no healthy target (then the weights stay, for nothing better is there),
 *   with the command to run; AggregateError when a rule could not be written
 */
export async function gatherTraffic(
  plan: Plan,
  slot: SlotName,
  own: OwnWeights,
  timeline: Timeline,
  ports: WritePorts,
): Promise<void> {
  const percent = slot === plan.standby ? 100 : 0;
  const weights = weightsFor(plan, percent);
  const patience = PATIENCE_MILLISECONDS;
  const requireHealth = () => requireHealthyTarget(plan, slot, ports);
  const results = await Promise.allSettled(
    plan.rules
      .filter(({ ruleArn }) => hasWritten(own, ruleArn))
      .map(({ ruleArn }) => raiseWeights({ plan, ruleArn, weights, own, patience, requireHealth }, ports)),
  );
  const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
  if (refused.length > 0) throw new AggregateError(refused, 'Not every rule could be put back.');
  await tryPatiently(ports, 'Reading the rules back', patience, () => confirmWeights(plan, weights, ports));
  timeline.noteShare(percent, `All of the traffic goes to ${slot}${percent === 0 ? ' again' : ''}`);
}

/** @returns when the reading was asked for, milliseconds since the epoch */
async function requireHealthyTarget(plan: Plan, slot: SlotName, ports: Ports): Promise<number> {
  const at = ports.clock.now();
  const { service, targetGroup } = plan.target.slots[slot];
  const targets = await readTargetHealth(ports, targetGroup);
  if (targets.some(({ state }) => state === 'healthy')) return at;
  throw new ActionFailure({
    cause: `Slot ${slot} has no healthy target to go back to, so the weights stay as they are.`,
    advice: `Bring a good version up by hand: aws ecs update-service --cluster ${plan.target.cluster} --service ${service} --desired-count ${plan.desiredCount}`,
  });
}
