import type { SlotName } from '../../../../lib/aws/target.ts';
import type { Truth } from '../trace.ts';
import {
  type Facts,
  isRun,
  type Move,
  type PlanDocument,
  planOf,
  raisedBy,
  shareOf,
  strangersMoves,
  truthsBetween,
  type WrittenPlan,
} from './facts.ts';
import { healthyIn } from './serving.ts';
import type { Violation } from './violation.ts';

/** A reading of health may be so old when the write that it allows takes effect, in milliseconds. */
const FRESH = 5_000;

/** Design section 2, promise 3: no write of ours raises a slot's weight without enough healthy targets behind it. */
export function judgeRaises(facts: Facts): Violation[] {
  return facts.moves.filter(({ by }) => isRun(facts, by)).flatMap((move) => judgeRaise(facts, move));
}

function judgeRaise(facts: Facts, move: Move): Violation[] {
  const { at, by, rule } = move;
  const slot = raisedBy(move);
  if (!slot) return [];
  const plan = planOf(facts, by, at);
  const complaint = findLack(facts, move, slot, plan);
  const violations: Violation[] = [];
  if (complaint) {
    const what = `${by} raised ${slot} on rule ${rule} with ${complaint}`;
    violations.push({ promise: 'healthy before raised', at, what });
  }
  if (plan?.document.mode === 'rollback' && slot === plan.document.live) {
    const what = `${by} raised ${slot} on rule ${rule}, which its rollback leaves`;
    violations.push({ promise: 'a rollback never raises what it leaves', at, what });
  }
  return violations;
}

/**
 * What the raised slot lacks. Forward it needs the targets that its plan requires, of the planned revision. Where traffic
 * is gathered in the better of two slots, or in the one that somebody else has chosen, one of whatever version is enough.
 */
function findLack(
  facts: Facts,
  move: Move,
  slot: SlotName,
  plan: WrittenPlan | undefined,
): string | undefined {
  const { at, after } = move;
  const recent = truthsBetween(facts, at - FRESH, at);
  const most = (taskDefinition?: string) =>
    Math.max(0, ...recent.map((truth) => healthyIn(truth, slot, taskDefinition)));
  if (most() === 0) return 'no healthy target at all';
  if (!plan) return undefined;
  const { mode, standby, required, taskDefinition } = plan.document;
  if (slot !== standby || most(taskDefinition) >= required) return undefined;
  const mayGather = mode !== 'rollback' && shareOf(after, slot) === 1;
  const since = firstWritten(facts, plan.document);
  const isChosen = strangersMoves(facts).some((stranger) => stranger.at >= since && stranger.at <= at);
  if (mayGather && (isChosen || recent.some((truth) => isBetterSlot(truth, plan.document)))) return undefined;
  return `${most(taskDefinition)} of ${required} healthy targets of ${taskDefinition}`;
}

/** When a plan was written first: a recovery writes it again. */
function firstWritten({ plans }: Facts, { startedAt }: PlanDocument): number {
  return plans.find(({ document }) => document.startedAt === startedAt)?.at ?? 0;
}

/** Whether the standby is the better slot to gather all the traffic in: the live one is not whole, and has fewer. */
function isBetterSlot(truth: Truth, { live, liveCount, standby, required }: PlanDocument): boolean {
  const whole = Math.min(required, Math.max(1, liveCount));
  return healthyIn(truth, live) < Math.min(whole, healthyIn(truth, standby));
}
