import { SLOTS } from '../../../../lib/aws/target.ts';
import { type Facts, lookedAt, planOf } from '../judge/facts.ts';
import type { See } from './count-runs.ts';

/** Counts what scaling has done by itself, and what became of it. */
export function countScaling(facts: Facts, see: See): void {
  const { truths, plans, trace } = facts;
  if (truths.every(({ slots }) => SLOTS.every((slot) => !slots[slot].scaling))) return;
  countChanges(facts, see);
  for (const { log, phase, ending } of trace.runs) {
    if (log.some(({ line }) => line.includes('has grown meanwhile'))) see('scaling', 'made the standby grow');
    const isGreen = ending.kind === 'ended' && !ending.failure;
    if (phase === 'last' && isGreen) see('scaling', 'was as it was at the end');
  }
  for (const { at, document } of plans) {
    const { live, standby, desiredCount } = document;
    const slots = truths.findLast((truth) => truth.at <= at)?.slots;
    const isFull = slots?.[standby].scaling?.maximum === desiredCount;
    if (isFull && slots[live].desiredCount > desiredCount) see('scaling', 'kept the standby at its maximum');
  }
}

/** What has changed without a call is scaling's doing. */
function countChanges(facts: Facts, see: See): void {
  let before = facts.truths[0];
  for (const event of facts.trace.events) {
    const truth = lookedAt(event);
    if (!truth) continue;
    const change = SLOTS.map(
      (slot) => truth.slots[slot].desiredCount - (before ?? truth).slots[slot].desiredCount,
    ).find((difference) => difference !== 0);
    before = truth;
    if (event.kind === 'write' || change === undefined) continue;
    const where = isReleasing(facts, event.at) ? 'during a release' : 'between runs';
    see('scaling', `${change > 0 ? 'added' : 'took'} tasks ${where}`);
  }
}

/** A run has planned, and has not ended. */
export function isReleasing(facts: Facts, at: number): boolean {
  return facts.trace.runs.some(
    ({ name, beganAt, endedAt }) => beganAt <= at && at < endedAt && planOf(facts, name, at) !== undefined,
  );
}
