import { AwsError } from '../../kernel/errors.ts';
import type { ListenerRecord, LoadBalancerRecord, Region, RuleRecord, TargetGroupRecord } from '../state.ts';

/** @throws AwsError LoadBalancerNotFound */
export function findLoadBalancer(region: Region, arn: string): LoadBalancerRecord {
  return found(region.loadBalancers.get(arn), 'LoadBalancerNotFound', `Load balancer '${arn}' not found`);
}

/** @throws AwsError ListenerNotFound */
export function findListener(region: Region, arn: string): ListenerRecord {
  return found(region.listeners.get(arn), 'ListenerNotFound', `Listener '${arn}' not found`);
}

/** @throws AwsError RuleNotFound */
export function findRule(region: Region, arn: string): RuleRecord {
  return found(region.rules.get(arn), 'RuleNotFound', `Rule '${arn}' not found`);
}

/** @throws AwsError TargetGroupNotFound */
export function findTargetGroup(region: Region, arn: string): TargetGroupRecord {
  return found(region.targetGroups.get(arn), 'TargetGroupNotFound', `Target groups '${arn}' not found`);
}

function found<Found>(value: Found | undefined, code: string, message: string): Found {
  if (value === undefined) throw new AwsError(code, message);
  return value;
}

/** A listener's rules, the default one among them, in the order they were made. */
export function rulesOf(region: Region, listenerArn: string): RuleRecord[] {
  return [...region.rules.values()].filter((rule) => rule.listenerArn === listenerArn);
}

export function listenersOf(region: Region, loadBalancerArn: string): ListenerRecord[] {
  return [...region.listeners.values()].filter((listener) => listener.loadBalancerArn === loadBalancerArn);
}

/**
 * The default rule of a listener, which every listener has.
 * @throws Error when the state is broken
 */
export function defaultRuleOf(region: Region, listenerArn: string): RuleRecord {
  const rule = rulesOf(region, listenerArn).find(({ priority }) => priority === 'default');
  if (!rule) throw new Error(`Listener ${listenerArn} has lost its default rule.`);
  return rule;
}
