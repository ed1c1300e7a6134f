import { readExistingRules } from '../../../../lib/aws/load-balancer/read-existing-rules.ts';
import { type PerSlot, targetGroupsOf } from '../../../../lib/aws/target.ts';
import { countHealthyTargets } from '../observe/count-healthy-targets.ts';
import type { RuleShare } from '../observe/live-slot.ts';
import { shareOf } from '../observe/rule-share.ts';
import type { Plan, PlannedRule } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { judgeRule, type RuleState } from './judge-rule.ts';
import { type OwnWeights, writtenTo } from './own-weights.ts';

/** A rule of the plan as it was found. */
export interface SeenRule {
  readonly rule: PlannedRule;
  /** Undefined when it has been deleted. */
  readonly share: RuleShare | undefined;
  /** Of a deleted one `foreign`: it serves neither slot. */
  readonly state: RuleState;
}

/** What decides where traffic goes, all of it read within one look. */
export interface Look {
  /** When it was asked for, milliseconds since the epoch. */
  readonly at: number;
  readonly rules: readonly SeenRule[];
  /** Healthy targets of each slot, of whatever version. */
  readonly healthy: PerSlot<number>;
}

/** Reads the production rules of a plan and the health of both slots. */
export async function look(plan: Plan, own: OwnWeights, ports: Ports): Promise<Look> {
  const at = ports.clock.now();
  const pair = targetGroupsOf(plan.target);
  const arns = plan.rules.map(({ ruleArn }) => ruleArn);
  const [healthy, found] = await Promise.all([
    countHealthyTargets(plan.target, ports),
    readExistingRules(ports, arns),
  ]);
  const rules = plan.rules.map((rule): SeenRule => {
    const read = found.find(({ arn }) => arn === rule.ruleArn);
    if (!read) return { rule, share: undefined, state: { kind: 'foreign', serves: undefined } };
    const share = shareOf(read, pair);
    return { rule, share, state: judgeRule(share, rule, writtenTo(own, rule.ruleArn)) };
  });
  return { at, rules, healthy };
}
