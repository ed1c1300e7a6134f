import type { PlayedRun } from '../trace.ts';
import { type Facts, strangersMoves, truthAt } from './facts.ts';
import { recordAt } from './record.ts';
import { isSettled, servingSlot } from './serving.ts';
import type { Violation } from './violation.ts';

/** When all is calm every production rule has the group stickiness that it had. */
export function judgeStickiness(facts: Facts): Violation[] {
  const sticky = facts.truths[0]?.sticky;
  if (!sticky || strangersMoves(facts).length > 0) return [];
  return facts.trace.runs.filter(({ phase }) => phase === 'last').flatMap((run) => judge(facts, run, sticky));
}

function judge(
  facts: Facts,
  { name, endedAt: at, ending }: PlayedRun,
  wanted: readonly (number | undefined)[],
): Violation[] {
  const truth = truthAt(facts, at);
  const isOver = servingSlot(truth) !== undefined && isSettled(truth, recordAt(facts.trace.events, at));
  if (!isOver || ending.kind !== 'ended' || ending.failure) return [];
  if (JSON.stringify(truth.sticky) === JSON.stringify(wanted)) return [];
  const what = `after ${name} group stickiness is ${JSON.stringify(truth.sticky ?? 'off')} instead of ${JSON.stringify(wanted)}`;
  return [{ promise: 'stickiness is as it was', at, what }];
}
