import { ActionFailure } from '../../../../lib/action/errors.ts';
import { readSettledRules } from '../../../../lib/aws/load-balancer/read-settled-rules.ts';
import type { Rule } from '../../../../lib/aws/load-balancer/rules.ts';
import { forwardingOf } from '../../../../lib/aws/load-balancer/weights.ts';
import { type SlotName, targetGroupsOf } from '../../../../lib/aws/target.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';
import { setScaling } from '../scaling/set-scaling.ts';

/**
 * Sets the task count of a slot that gets no traffic, and before that its scaling, whose minimum would bring tasks back.
 * ECS itself takes its tasks out of the target group, waits the deregistration delay and only then stops them, so
 * requests in flight end well.
 * @throws ActionFailure when the slot does get traffic: somebody else has sent it there since
 */
export async function scaleSlot(
  plan: Plan,
  slot: SlotName,
  desiredCount: number,
  timeline: Timeline,
  ports: WritePorts,
): Promise<void> {
  const { ecs, signal, journal } = ports;
  const { service } = plan.target.slots[slot];
  await refuseTraffic(plan, slot, ports);
  await setScaling({ plan, timeline }, slot, slot === plan.live ? 'after' : 'undone', ports);
  await journal.ensureHeld();
  await ecs.updateService({ cluster: plan.target.cluster, service, desiredCount }, { abortSignal: signal });
  timeline.note(`${service} (${slot}) is set to ${desiredCount} tasks`);
}

async function refuseTraffic(plan: Plan, slot: SlotName, ports: Ports): Promise<void> {
  const { productionRules, slots } = plan.target;
  const pair = targetGroupsOf(plan.target);
  const isFree = ({ actions }: Rule) => (forwardingOf(actions, pair)?.weights[slot] ?? 0) === 0;
  const rules = await readSettledRules(ports, productionRules, isFree);
  const rule = rules.find((candidate) => !isFree(candidate));
  if (!rule) return;
  throw new ActionFailure({
    cause: `Production rule ${rule.arn} sends traffic to ${slot}, so the tasks of ${slots[slot].service} stay.`,
    advice: 'Somebody else has changed it since: find out who deploys to this target beside this run.',
  });
}
