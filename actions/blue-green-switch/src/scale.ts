import type { SlotName } from '../../../lib/aws/target.ts';
import type { Plan } from './plan.ts';
import type { Ports } from './ports.ts';
import type { Timeline } from './timeline.ts';

/**
 * Sets the task count of a slot that gets no traffic. ECS itself takes its tasks out of the target group, waits the
 * deregistration delay and only then stops them, so requests in flight end well.
 */
export async function scaleSlot(
  plan: Plan,
  slot: SlotName,
  desiredCount: number,
  timeline: Timeline,
  { ecs, signal }: Ports,
): Promise<void> {
  const { service } = plan.target.slots[slot];
  await ecs.updateService({ cluster: plan.target.cluster, service, desiredCount }, { abortSignal: signal });
  timeline.note(`${service} (${slot}) is set to ${desiredCount} tasks`);
}
