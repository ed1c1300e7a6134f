import { type PerSlot, SLOTS, type SlotName } from '../target.ts';
import type { LoadBalancerPorts } from './rules.ts';

/**
 * The slots whose target group keeps a client with the target that it got first. While one does, AWS lets no rule that
 * forwards to several groups be without group stickiness.
 */
export async function findStickyGroups(
  { elbv2, signal }: LoadBalancerPorts,
  pair: PerSlot<string>,
): Promise<SlotName[]> {
  const isSticky = async (slot: SlotName) => {
    const { Attributes = [] } = await elbv2.describeTargetGroupAttributes(
      { TargetGroupArn: pair[slot] },
      { abortSignal: signal },
    );
    return Attributes.some(({ Key, Value }) => Key === 'stickiness.enabled' && Value === 'true');
  };
  const answers = await Promise.all(SLOTS.map(isSticky));
  return SLOTS.filter((_, index) => answers[index]);
}
