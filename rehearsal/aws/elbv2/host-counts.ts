import { zoneOfNode } from './control/zones.ts';
import type { LoadBalancerRecord, State } from './state.ts';
import type { Member } from './traffic/membership.ts';
import { loadBalancerUsing } from './traffic/usage.ts';

/** What one node of a load balancer holds of the targets of one group at this moment. */
export interface HostCount {
  readonly loadBalancerArn: string;
  readonly targetGroupArn: string;
  /** Index of the node in its load balancer, and its Availability Zone. */
  readonly node: number;
  readonly zone: string;
  readonly healthy: number;
  /** Targets whose first check is still to come are neither. */
  readonly unhealthy: number;
}

/** Healthy and unhealthy targets of every group in use with registered targets, node by node. */
export function countHosts(state: State): HostCount[] {
  return state.regions().flatMap((region) =>
    [...region.targetGroups.values()].flatMap(({ arn, membership }) => {
      const user = loadBalancerUsing(region, arn);
      const serving = membership
        .members()
        .filter(({ target }) => isServing(membership.healthOf(target)?.State));
      return user && serving.length > 0 ? countByNode(user, arn, serving) : [];
    }),
  );
}

function isServing(state: string | undefined): boolean {
  return state !== undefined && state !== 'draining' && state !== 'unused';
}

function countByNode(
  { arn, nodes, zones }: LoadBalancerRecord,
  targetGroupArn: string,
  serving: readonly Member[],
): HostCount[] {
  return nodes.map((node, index) => {
    const states = serving.map(({ target }) => node.verdictOf(targetGroupArn, target)?.state);
    const count = (wanted: 'healthy' | 'unhealthy') => states.filter((state) => state === wanted).length;
    return {
      ...{ loadBalancerArn: arn, targetGroupArn, node: index, zone: zoneOfNode(zones, index) },
      ...{ healthy: count('healthy'), unhealthy: count('unhealthy') },
    };
  });
}
