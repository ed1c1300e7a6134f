import { isGone } from '../../../../lib/aws/load-balancer/read-existing-rules.ts';
import { type Rule, writeWeights } from '../../../../lib/aws/load-balancer/rules.ts';
import type { ForwardingChange } from '../../../../lib/aws/load-balancer/weights.ts';
import { type PerSlot, targetGroupsOf } from '../../../../lib/aws/target.ts';
import { shareOf } from '../observe/rule-share.ts';
import { type Plan, type PlannedRule, roleOf } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import type { RuleState } from './judge-rule.ts';
import { noteAccepted, noteSent, type OwnWeights, writtenTo } from './own-weights.ts';
import { RuleNotOurs, refuseNotOurs } from './rule-not-ours.ts';

/** One rule that is to get new weights. */
export interface WeightMove {
  readonly plan: Plan;
  readonly rule: PlannedRule;
  readonly weights: PerSlot<number>;
  /** What becomes of its group stickiness; absent when it stays as it is. */
  readonly stickiness: ForwardingChange['stickiness'];
  readonly own: OwnWeights;
  /** What the rule may be found as. */
  readonly writable: readonly RuleState['kind'][];
}

/** A write on its way is given so long to end when the run does, in milliseconds. */
const GRACE_MILLISECONDS = 1_500;

/**
 * Gives a rule new weights, and perhaps another stickiness. Load balancers have no compare-and-swap, so the rule is read
 * right before: what it may not be found as belongs to somebody else, and is left alone.
 * @throws RuleNotOurs when that is so
 */
export async function moveWeights(move: WeightMove, ports: WritePorts): Promise<void> {
  const { plan, rule, weights, stickiness, own, writable } = move;
  const { elbv2, signal, journal } = ports;
  const role = roleOf(plan, rule.ruleArn);
  await journal.ensureHeld();
  const pair = targetGroupsOf(plan.target);
  // A write that is given up may still arrive, then after the one that was to undo it: its answer is awaited first.
  const late = abortLate(ports);
  function mayWrite(current: Rule): void {
    signal.throwIfAborted();
    const { written, isMoved } = writtenTo(own, rule.ruleArn);
    const mine = { written: [...written, weights], isMoved };
    refuseNotOurs(shareOf(current, pair), { ...rule, role }, mine, writable);
    noteSent(own, rule, weights);
  }
  try {
    await writeWeights({ elbv2, signal: late.signal }, rule.ruleArn, pair, { weights, stickiness }, mayWrite);
  } catch (error) {
    throw isGone(error) ? new RuleNotOurs({ ...rule, role }, 'gone') : error;
  } finally {
    late.letGo();
  }
  noteAccepted(own, rule, weights);
}

/** Aborts a little later than the signal of the run, until it is let go: a run has many writes, and one signal. */
function abortLate({ clock, signal }: Ports): { readonly signal: AbortSignal; letGo(): void } {
  const late = new AbortController();
  let callOff = () => {};
  const abort = () => {
    callOff = clock.after(GRACE_MILLISECONDS, () => late.abort(signal.reason));
  };
  if (signal.aborted) late.abort(signal.reason);
  else signal.addEventListener('abort', abort, { once: true });
  return {
    signal: late.signal,
    letGo() {
      signal.removeEventListener('abort', abort);
      callOff();
    },
  };
}
