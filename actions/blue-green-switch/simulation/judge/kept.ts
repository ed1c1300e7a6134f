import { SLOTS } from '../../../../lib/aws/target.ts';
import { type Facts, shareOf, strangersMoves, truthAt } from './facts.ts';
import { recordAt } from './record.ts';
import type { Violation } from './violation.ts';

/** When nobody comes by a cookie any more, a slot that was kept for those who did is parked by a recovery. */
export function judgeKept(facts: Facts): Violation[] {
  const run = facts.trace.runs.find(({ name }) => name === 'PARK');
  if (!run || strangersMoves(facts).length > 0) return [];
  const { name, endedAt: at } = run;
  const truth = truthAt(facts, at);
  const { releases } = recordAt(facts.trace.events, at);
  const newest = releases.find(({ verdict, stickiness }) => verdict === 'released' || stickiness?.kept);
  const kept = newest?.stickiness?.kept;
  const slot = SLOTS.find((candidate) => candidate === kept?.slot);
  if (!slot || !truth.sticky || truth.rules.some((weights) => shareOf(weights, slot) > 0)) return [];
  const parked = facts.plans.findLast(({ lease }) => lease === kept?.plan)?.document.parkedCount ?? 0;
  const isItsOwn = truth.slots[slot].healthy.some(
    ({ taskDefinition }) => taskDefinition === newest?.previousTaskDefinition,
  );
  const { desiredCount } = truth.slots[slot];
  if (!isItsOwn || desiredCount <= parked) return [];
  const what = `after ${name} ${slot} still has ${desiredCount} tasks, which release ${newest?.number} has kept`;
  return [{ promise: 'a kept slot is parked in the end', at, what }];
}
