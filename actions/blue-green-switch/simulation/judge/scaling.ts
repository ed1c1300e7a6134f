import { parseDuration } from '../../../../lib/action/duration.ts';
import {
  ALL_SUSPENDED,
  describeScaling,
  isSameScaling,
  type ScalingSettings,
} from '../../../../lib/aws/scaling/settings.ts';
import { SLOTS, type SlotName } from '../../../../lib/aws/target.ts';
import type { PlayedRun, Truth } from '../trace.ts';
import {
  type Facts,
  type Move,
  type PlanDocument,
  planOf,
  raisedBy,
  shareOf,
  strangersMoves,
  truthAt,
} from './facts.ts';
import { FASTEST } from './parking.ts';
import { recordAt } from './record.ts';
import { isSettled, servingSlot } from './serving.ts';
import type { Violation } from './violation.ts';

/** So long before a weight the tasks of the live slot may have been counted, and awaited on the standby; in milliseconds. */
const COUNTED_WITHIN = 90_000;

/** Design section 7: what scales holds still during a release, and scales afterwards as it did before. */
export function judgeScaling(facts: Facts): Violation[] {
  const [first] = facts.truths;
  if (!first || SLOTS.every((slot) => !first.slots[slot].scaling)) return [];
  return [
    ...facts.trace.runs.flatMap((run) => judgeRestored(facts, run, first)),
    ...facts.trace.runs.flatMap((run) => judgeHeld(facts, run)),
    ...facts.moves.flatMap((move) => judgeSize(facts, move)),
  ];
}

/**
 * After a release or a rollback when all is calm the slot that serves scales as the first one did, and the other is parked.
 * Not before: a version that had to stay, and that nothing has proven, has the tasks of the other one beside it.
 */
function judgeRestored(
  facts: Facts,
  { phase, ending, endedAt: at, name }: PlayedRun,
  first: Truth,
): Violation[] {
  if (phase !== 'last' || ending.kind !== 'ended' || ending.failure) return [];
  const truth = truthAt(facts, at);
  const serving = servingSlot(truth);
  const began = servingSlot(first);
  const isOver = isSettled(truth, recordAt(facts.trace.events, at));
  if (!serving || !began || !isOver || strangersMoves(facts).length > 0) return [];
  return SLOTS.flatMap((slot) => {
    const { scaling } = truth.slots[slot];
    const wanted = scalingAfter(first, began, { slot, isServing: slot === serving });
    if (!wanted || (scaling && isSameScaling(scaling, wanted))) return [];
    const found = scaling ? describeScaling(scaling) : 'none';
    const what = `after ${name} the scaling of ${slot} is ${found} instead of ${describeScaling(wanted)}`;
    return [{ promise: 'scaling is as it was', at, what }];
  });
}

function scalingAfter(
  { slots }: Truth,
  began: SlotName,
  { slot, isServing }: { readonly slot: SlotName; readonly isServing: boolean },
): ScalingSettings | undefined {
  const own = slots[slot].scaling;
  const served = slots[began].scaling;
  if (!own || !served) return undefined;
  return isServing
    ? { ...served, minimum: Math.min(served.minimum, own.maximum), maximum: own.maximum }
    : { minimum: 0, maximum: own.maximum, suspended: ALL_SUSPENDED };
}

/** From the first weight to the end of the bake no policy and no schedule takes tasks from a slot. */
function judgeHeld(facts: Facts, run: PlayedRun): Violation[] {
  const { name, inputs, ending } = run;
  const moves = facts.moves.filter(({ by }) => by === name);
  const [from, last] = [moves[0], moves.at(-1)];
  const plan = from && planOf(facts, name, from.at);
  if (!from || !last || plan?.document.mode !== 'release' || plan.document.isFirst) return [];
  if (
    plan.isRecovered ||
    facts.leases.some(({ by, at }) => by !== name && at >= plan.at && at <= run.endedAt)
  )
    return [];
  const isReleased = ending.kind === 'ended' && ending.outputs.verdict === 'released';
  const bake = parseDuration(inputs.hold ?? '20s') + parseDuration(inputs.bake ?? '5m');
  const until = last.at + (isReleased ? bake * FASTEST : 0);
  for (const truth of facts.truths) {
    if (truth.at < from.at || truth.at > until) continue;
    const slot = SLOTS.find((candidate) => mayLoseTasks(truth, candidate, plan.document));
    if (!slot) continue;
    const what = `${name} moves traffic, and the scaling of ${slot} is ${describe(truth, slot)}`;
    return [{ promise: 'scaling holds still', at: truth.at, what }];
  }
  return [];
}

/** A live slot above its maximum is left alone: with a write AWS would take what is above it. */
function mayLoseTasks(
  { slots }: Truth,
  slot: SlotName,
  { live, liveCount }: Pick<PlanDocument, 'live' | 'liveCount'>,
): boolean {
  const { scaling } = slots[slot];
  if (!scaling || (slot === live && liveCount > scaling.maximum)) return false;
  return !scaling.suspended.scaleIn || !scaling.suspended.scheduled;
}

function describe({ slots }: Truth, slot: SlotName): string {
  const { scaling } = slots[slot];
  return scaling ? describeScaling(scaling) : 'none';
}

/** A release gives more traffic to a standby that has as many tasks as the live slot has by now, up to its maximum. */
function judgeSize(facts: Facts, move: Move): Violation[] {
  const { at, by } = move;
  const plan = planOf(facts, by, at);
  if (!plan || plan.isRecovered || plan.document.mode !== 'release' || plan.document.isFirst) return [];
  const { live, standby } = plan.document;
  const isForward = raisedBy(move) === standby && !isGathering(facts, move, live);
  if (!isForward) return [];
  const recent = facts.truths.filter((truth) => truth.at <= at && truth.at >= at - COUNTED_WITHIN);
  const { scaling } = truthAt(facts, at).slots[standby];
  // What somebody else scales in the same moment may come before the weight or after it.
  const before = facts.truths.findLast((truth) => truth.at < at);
  const seen = [...(before ? [before] : []), ...facts.truths.filter((truth) => truth.at === at)];
  const desiredCount = Math.max(...seen.map(({ slots }) => slots[standby].desiredCount));
  const counts = recent.map(({ slots }) => slots[live].desiredCount);
  const least = Math.min(...counts, scaling?.maximum ?? Number.POSITIVE_INFINITY);
  if (desiredCount >= least) return [];
  const what = `${by} raised ${standby} with ${desiredCount} tasks, and ${live} has had ${least} at least for ${COUNTED_WITHIN / 1000} s`;
  return [{ promise: 'as many tasks as serve', at, what }];
}

/** Whether the run has already given traffic back: then it brings all of it to one slot, whatever that has. */
function isGathering({ moves }: Facts, { at, by, after }: Move, live: SlotName): boolean {
  const hasGoneBack = moves.some((move) => move.by === by && move.at < at && raisedBy(move) === live);
  return (
    hasGoneBack ||
    (shareOf(after, live) === 0 &&
      moves.some((move) => move.by !== by && move.at > at - 90_000 && move.at < at))
  );
}
