import { forwardGroups } from '../routing/table.ts';
import type { LoadBalancerRecord, Region, TargetGroupRecord } from '../state.ts';

/** The load balancer whose rules name the group, with whatever weight; a group belongs to one at most. */
export function loadBalancerUsing(region: Region, targetGroupArn: string): LoadBalancerRecord | undefined {
  for (const rule of region.rules.values()) {
    if (!forwardGroups(rule.actions).some((group) => group.targetGroupArn === targetGroupArn)) continue;
    const listener = region.listeners.get(rule.listenerArn);
    const loadBalancer = listener && region.loadBalancers.get(listener.loadBalancerArn);
    if (loadBalancer) return loadBalancer;
  }
  return undefined;
}

/** Every group that a rule of the load balancer names. */
export function groupsOf(region: Region, loadBalancerArn: string): Set<TargetGroupRecord> {
  const groups = new Set<TargetGroupRecord>();
  for (const rule of region.rules.values()) {
    if (region.listeners.get(rule.listenerArn)?.loadBalancerArn !== loadBalancerArn) continue;
    for (const { targetGroupArn } of forwardGroups(rule.actions)) {
      const group = region.targetGroups.get(targetGroupArn);
      if (group) groups.add(group);
    }
  }
  return groups;
}
