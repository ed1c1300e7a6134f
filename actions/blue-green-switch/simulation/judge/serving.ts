import { otherSlot, SLOTS, type SlotName } from '../../../../lib/aws/target.ts';
import type { Truth } from '../trace.ts';
import type { RecordTruth } from './record.ts';

/** The slot that every production rule sends everything to; undefined when there is none. */
export function servingSlot({ rules }: Pick<Truth, 'rules'>): SlotName | undefined {
  return SLOTS.find((slot) => rules.every((weights) => weights[slot] > 0 && weights[otherSlot(slot)] === 0));
}

/** Healthy targets of a slot, of one revision or of any. */
export function healthyIn(truth: Truth, slot: SlotName, taskDefinition?: string): number {
  return truth.slots[slot].healthy
    .filter((targets) => taskDefinition === undefined || targets.taskDefinition === taskDefinition)
    .reduce((sum, { count }) => sum + count, 0);
}

export function isNobodyHealthy(truth: Truth): boolean {
  return SLOTS.every((slot) => healthyIn(truth, slot) === 0);
}

/** All traffic goes to one slot, and no later run has anything to recover. */
export function isSettled(truth: Truth, { lease }: Pick<RecordTruth, 'lease'>): boolean {
  return servingSlot(truth) !== undefined && (lease?.state ?? 'done') === 'done';
}
