import type { RulePriorityPair } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../kernel/errors.ts';
import type { Region, RuleRecord } from '../state.ts';
import { findRule, rulesOf } from './find.ts';
import { required } from './validate.ts';

/** @throws AwsError PriorityInUse when one of the listener's rules has the priority */
export function refuseTakenPriority(rules: readonly RuleRecord[], priority: number): void {
  if (rules.some((rule) => rule.priority === priority)) throw priorityInUse(priority);
}

/**
 * The rules that SetRulePriorities names, with their new priorities. The new order as a whole has to be free of conflicts,
 * so rules may swap.
 * @throws AwsError RuleNotFound, OperationNotPermitted for a default rule, PriorityInUse or ValidationError
 */
export function changedPriorities(
  region: Region,
  pairs: readonly RulePriorityPair[],
): ReadonlyMap<RuleRecord, number> {
  const changes = new Map<RuleRecord, number>();
  for (const { RuleArn, Priority } of pairs) {
    const rule = findRule(region, required(RuleArn, 'rulePriorities.member.ruleArn'));
    if (rule.priority === 'default') {
      throw new AwsError('OperationNotPermitted', `Default rule '${rule.arn}' cannot be reordered`);
    }
    changes.set(rule, required(Priority, 'rulePriorities.member.priority'));
  }
  for (const [rule, priority] of changes) {
    const holder = rulesOf(region, rule.listenerArn).find(
      (other) => other !== rule && (changes.get(other) ?? other.priority) === priority,
    );
    if (holder) throw priorityInUse(priority);
  }
  return changes;
}

function priorityInUse(priority: number): AwsError {
  return new AwsError('PriorityInUse', `Priority '${priority}' is currently in use`);
}
