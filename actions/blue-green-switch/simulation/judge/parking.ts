import { parseDuration } from '../../../../lib/action/duration.ts';
import { SLOTS, type SlotName } from '../../../../lib/aws/target.ts';
import {
  type Facts,
  isRun,
  type Move,
  planOf,
  runOf,
  shareOf,
  strangersMoves,
  type WriteEvent,
} from './facts.ts';
import type { Violation } from './violation.ts';

/** A stranger may write between our look at the rules, which may be stale, and our write. In milliseconds. */
const RACE = 20_000;

/** A machine's clock may be so much faster than AWS's. */
export const FASTEST = 0.97;

/** Design section 7: a slot loses tasks by a write of ours only when it has had no weight for as long as nodes may lag. */
export function judgeParking(facts: Facts): Violation[] {
  return facts.writes.filter(isTakingTasks).flatMap((write) => {
    if (!isRun(facts, write.by) || write.error !== undefined) return [];
    return SLOTS.filter((slot) => losesTasks(write, slot)).flatMap((slot) => judge(facts, write, slot));
  });
}

function isTakingTasks({ operation }: WriteEvent): boolean {
  return operation === 'UpdateService';
}

/** Fewer tasks, or tasks of another revision in the place of those that serve. */
function losesTasks({ before, after, input }: WriteEvent, slot: SlotName): boolean {
  const { service } = input as { service: string };
  if (!service.endsWith(`-${slot}`)) return false;
  const { desiredCount, running, healthy } = before.slots[slot];
  const { taskDefinition } = input as { taskDefinition?: string };
  const isReplaced =
    taskDefinition !== undefined && healthy.some((targets) => targets.taskDefinition !== taskDefinition);
  return running > 0 && (after.slots[slot].desiredCount < desiredCount || isReplaced);
}

function judge(facts: Facts, write: WriteEvent, slot: SlotName): Violation[] {
  const { at, by, before } = write;
  const isRaced = strangersMoves(facts).some((move) => move.at <= at && move.at > at - RACE);
  const shares = before.rules.map((weights) => shareOf(weights, slot));
  if (shares.some((share) => share > 0) && !isRaced) {
    const what = `${by} took tasks from ${slot}, which has ${shares.map((share) => `${Math.round(share * 100)}%`).join(', ')} of the traffic`;
    return [{ promise: 'no tasks from a slot with traffic', at, what }];
  }
  const lowered = facts.moves.findLast(
    (move) =>
      isEarlier(facts, move, write) && shareOf(move.after, slot) === 0 && shareOf(move.before, slot) > 0,
  );
  if (!lowered || !isRun(facts, lowered.by)) return [];
  // What another has held and left to be parked need not be held again.
  const held = Math.min(holdOf(facts, by), holdOf(facts, lowered.by));
  const isOwnRelease = by === lowered.by && slot === planOf(facts, by, at)?.document.live;
  const hold = held + (isOwnRelease ? bakeOf(facts, by) : 0);
  if (at - lowered.at >= hold * FASTEST) return [];
  const what = `${by} took tasks from ${slot} ${Math.round(at - lowered.at)} ms after its last weight, and the hold is ${hold} ms`;
  return [{ promise: 'park after the hold', at, what }];
}

/** Several writes may come in the same millisecond. */
function isEarlier({ writes }: Facts, move: Move, write: WriteEvent): boolean {
  return move.at === write.at ? writes.indexOf(move.write) < writes.indexOf(write) : move.at < write.at;
}

function holdOf(facts: Facts, name: string): number {
  return parseDuration(runOf(facts, name)?.inputs.hold ?? '20s');
}

function bakeOf(facts: Facts, name: string): number {
  return parseDuration(runOf(facts, name)?.inputs.bake ?? '5m');
}
