import { modifyRule } from '../../../../lib/aws/load-balancer/modify-rule.ts';
import type { Rule } from '../../../../lib/aws/load-balancer/rules.ts';
import { forwardingOf, withForward, withForwarding } from '../../../../lib/aws/load-balancer/weights.ts';
import type { PerSlot, SlotName } from '../../../../lib/aws/target.ts';
import { needsAssociation } from './make-service.ts';
import type { Parts } from './parts.ts';
import type { Step } from './step.ts';

/** What a rule is changed to. */
export interface RuleChange {
  readonly parts: Parts;
  /** ARNs of the target groups as they are once all is made. */
  readonly groups: PerSlot<string>;
  /** For a rule that forwards to neither slot. */
  readonly weights: PerSlot<number>;
}

/**
 * Puts the slots into a rule that answers by itself, and a group into one that lacks it, when ECS could make no service
 * for it otherwise. What a rule forwards or redirects to elsewhere may be in use: that is nobody's to replace.
 */
export function changeRule(rule: Rule, { parts, groups, weights }: RuleChange): Step[] {
  const { region } = parts;
  const forwarding = forwardingOf(rule.actions, groups);
  if (!forwarding) {
    if (rule.actions.at(-1)?.Type !== 'fixed-response') return [];
    const commands = [modifyRule(rule, withForward(rule.actions, groups, weights), region)];
    const what = `a forward to the slots in production rule ${rule.arn}`;
    return [{ what, isMissing: true, note: 'which answers by itself', commands }];
  }
  const lacking = forwarding.absent.filter((slot) => needsRule(slot, parts));
  if (lacking.length === 0) return [];
  const commands = [
    modifyRule(rule, withForwarding(rule.actions, groups, { weights: forwarding.weights }), region),
  ];
  const note = `lacks ${lacking.join(' and ')}, and ECS takes no service whose target group is in no rule`;
  return [{ what: `production rule ${rule.arn}`, isMissing: false, note, commands }];
}

function needsRule(slot: SlotName, parts: Parts): boolean {
  const { LoadBalancerArns = [] } = parts.targetGroups[slot].group ?? {};
  return LoadBalancerArns.length === 0 && needsAssociation(slot, parts);
}
