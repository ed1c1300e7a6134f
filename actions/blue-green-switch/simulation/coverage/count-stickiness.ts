import type { Facts } from '../judge/facts.ts';
import type { See } from './count-runs.ts';

/** Counts what became of group stickiness. */
export function countStickiness({ truths, trace, writes }: Facts, see: See): void {
  if (!truths[0]?.sticky) return;
  const isOff = (at: number) =>
    truths.findLast((truth) => truth.at <= at)?.sticky?.every((seconds) => seconds !== undefined) !== true;
  for (const { before, after, error } of writes) {
    if (error !== undefined) continue;
    const [was, is] = [count(before.sticky), count(after.sticky)];
    if (is < was) see('group stickiness', 'was detached');
    if (is > was) see('group stickiness', 'was put back');
  }
  for (const { ending, endedAt, log, inputs } of trace.runs) {
    const isTold = (text: string) => log.some(({ line }) => line.includes(text));
    const isLater = inputs.mode === 'recover';
    if (isTold('No cookie leads to'))
      see('group stickiness', isLater ? 'let a kept slot go' : 'was waited for');
    if (isTold('has no weight and keeps its tasks')) see('group stickiness', 'kept a slot');
    if (ending.kind === 'lost' && isOff(endedAt)) see('group stickiness', 'was off for a lost run');
    if (ending.kind !== 'ended') continue;
    if (!ending.failure && isOff(endedAt)) see('group stickiness', 'was left off');
    if (ending.failure?.cause.includes('(group stickiness,')) see('group stickiness', 'was refused');
    if (ending.failure?.cause.includes('keeps its tasks since'))
      see('group stickiness', 'kept a version away');
  }
}

/** Rules that have it. */
function count(sticky: readonly (number | undefined)[] = []): number {
  return sticky.filter((seconds) => seconds !== undefined).length;
}
