import { ActionFailure } from '../../../lib/action/errors.ts';
import { readTargetHealth } from '../../../lib/aws/load-balancer/target-health.ts';
import { confirmWeights, moveWeights, type OwnWeights } from './move-weights.ts';
import { type Plan, weightsFor } from './plan.ts';
import type { Ports } from './ports.ts';
import type { Timeline } from './timeline.ts';

/**
 * Gives the old slot all the traffic again: one write per rule. A rule that cannot be written does not keep the others
 * from moving.
 * @throws ActionFailure when the old slot has no healthy target (then the weights stay, for nothing better is there),
 *   or when a rule could not be written; both name the command to run
 */
export async function rollBackTraffic(
  plan: Plan,
  own: OwnWeights,
  timeline: Timeline,
  ports: Ports,
): Promise<void> {
  const old = plan.target.slots[plan.live];
  const targets = await readTargetHealth(ports, old.targetGroup);
  if (!targets.some(({ state }) => state === 'healthy')) {
    throw new ActionFailure({
      cause: `Slot ${plan.live} has no healthy target to go back to, so the weights stay as they are.`,
      advice: `Bring a good version up by hand: aws ecs update-service --cluster ${plan.target.cluster} --service ${old.service} --desired-count ${plan.desiredCount}`,
    });
  }
  const results = await Promise.allSettled(
    plan.rules.map(({ ruleArn }) => moveWeights(plan, ruleArn, weightsFor(plan, 0), own, ports)),
  );
  const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
  if (refused.length > 0) throw new AggregateError(refused, 'Not every rule could be put back.');
  await confirmWeights(plan, weightsFor(plan, 0), ports);
  timeline.noteShare(0, `All of the traffic goes to ${plan.live} again`);
}
