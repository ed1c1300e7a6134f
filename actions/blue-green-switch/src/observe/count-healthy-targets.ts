import { readTargetHealth } from '../../../../lib/aws/load-balancer/target-health.ts';
import type { PerSlot, SlotName, Target } from '../../../../lib/aws/target.ts';
import type { Ports } from '../ports.ts';

/** Healthy targets of each slot, of whatever version. */
export async function countHealthyTargets({ slots }: Target, ports: Ports): Promise<PerSlot<number>> {
  const count = async (slot: SlotName) => {
    const targets = await readTargetHealth(ports, slots[slot].targetGroup);
    return targets.filter(({ state }) => state === 'healthy').length;
  };
  const [blue, green] = await Promise.all([count('blue'), count('green')]);
  return { blue, green };
}
