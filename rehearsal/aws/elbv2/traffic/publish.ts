import { listenersOf, rulesOf } from '../control/find.ts';
import { compileTable, type RoutingTable } from '../routing/table.ts';
import type { ListenerRecord, LoadBalancerRecord, Region } from '../state.ts';
import { loadBalancerUsing } from './usage.ts';

/** Hands a listener's rules, as they stand now, to every node, which obeys them after its lag. */
export function publishRules(region: Region, listener: ListenerRecord): void {
  const table = tableOf(region, listener);
  const nodes = region.loadBalancers.get(listener.loadBalancerArn)?.nodes ?? [];
  for (const node of nodes) node.obey(listener.arn, table);
  assignGroups(region);
}

/** Gives each target group to the nodes of the load balancer that uses it now, or to none. */
function assignGroups(region: Region): void {
  for (const group of region.targetGroups.values()) {
    group.membership.assign(loadBalancerUsing(region, group.arn));
  }
}

/** Takes a listener and its rules out of everything, and closes it. */
export async function removeListener(region: Region, listener: ListenerRecord): Promise<void> {
  withdrawListener(region, listener);
  await (await listener.opening).close();
}

/** Takes a listener and its rules out of the records and away from the nodes. */
export function withdrawListener(region: Region, listener: ListenerRecord): void {
  for (const rule of rulesOf(region, listener.arn)) {
    region.rules.delete(rule.arn);
    region.tags.delete(rule.arn);
  }
  region.listeners.delete(listener.arn);
  region.tags.delete(listener.arn);
  for (const node of region.loadBalancers.get(listener.loadBalancerArn)?.nodes ?? []) {
    node.forget(listener.arn);
  }
  assignGroups(region);
}

/** Takes a load balancer with its listeners out of everything. */
export async function removeLoadBalancer(region: Region, loadBalancer: LoadBalancerRecord): Promise<void> {
  const listeners = listenersOf(region, loadBalancer.arn);
  const closing = listeners.map((listener) => removeListener(region, listener));
  region.loadBalancers.delete(loadBalancer.arn);
  region.tags.delete(loadBalancer.arn);
  await Promise.all(closing);
  await loadBalancer.claimed.release();
}

function tableOf(region: Region, listener: ListenerRecord): RoutingTable {
  return compileTable(
    { protocol: listener.protocol, port: listener.port },
    rulesOf(region, listener.arn),
    region.place.region,
  );
}
