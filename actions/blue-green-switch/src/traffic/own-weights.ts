import type { PerSlot } from '../../../../lib/aws/target.ts';
import type { Plan, PlannedRule } from '../plan/plan.ts';

/** What a rule may show because of the run that is at work on it. */
export interface WrittenWeights {
  /** Those that the run has sent, or may have. */
  readonly written: readonly PerSlot<number>[];
  /** Whether AWS has confirmed a write after which the rule no longer shows what the plan started from. */
  readonly isMoved: boolean;
}

/** The weights that are a run's own, by rule. */
export type OwnWeights = Map<string, WrittenWeights>;

/** Of a rule that the run has not written to. */
export const UNTOUCHED: WrittenWeights = { written: [], isMoved: false };

/** Before the first write a rule may show only what the plan was made from. */
export function startOwnWeights(plan: Pick<Plan, 'rules'>): OwnWeights {
  return new Map(plan.rules.map(({ ruleArn }) => [ruleArn, UNTOUCHED]));
}

export function writtenTo(own: OwnWeights, ruleArn: string): WrittenWeights {
  return own.get(ruleArn) ?? UNTOUCHED;
}

/** True when this run has sent a write to the rule, or may have. */
export function hasWritten(own: OwnWeights, ruleArn: string): boolean {
  return writtenTo(own, ruleArn).written.length > 0;
}

/** Notes weights before they are sent: should their answer get lost, they are this run's all the same. */
export function noteSent(own: OwnWeights, { ruleArn, before }: PlannedRule, weights: PerSlot<number>): void {
  const { written, isMoved } = writtenTo(own, ruleArn);
  own.set(ruleArn, {
    written: [...written, weights],
    isMoved: isMoved && !isSameWeights(weights, before),
  });
}

/** Notes that AWS has accepted them. */
export function noteAccepted(
  own: OwnWeights,
  { ruleArn, before }: PlannedRule,
  weights: PerSlot<number>,
): void {
  own.set(ruleArn, { ...writtenTo(own, ruleArn), isMoved: !isSameWeights(weights, before) });
}

export function isSameWeights(a: PerSlot<number>, b: PerSlot<number>): boolean {
  return a.blue === b.blue && a.green === b.green;
}
