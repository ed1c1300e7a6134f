import type { State } from './state.ts';
import type { Target, TargetGroups } from './target-groups.ts';
import { loadBalancerUsing } from './traffic/usage.ts';

/** Where news of targets' health goes. */
export interface HealthNews {
  publish(targetGroupArn: string, target: Target): void;
  subscribe(listener: (targetGroupArn: string, target: Target) => void): () => void;
}

export function createHealthNews(): HealthNews {
  const listeners = new Set<(targetGroupArn: string, target: Target) => void>();
  return {
    publish(targetGroupArn, target) {
      for (const listener of [...listeners]) listener(targetGroupArn, target);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Target groups as ECS uses them, without calls of the API: its own buckets and role are not the caller's. */
export function createTargetGroups(state: State, news: HealthNews): TargetGroups {
  const membershipOf = (targetGroupArn: string) => state.findTargetGroup(targetGroupArn)?.group.membership;
  return {
    refusalFor(targetGroupArn) {
      const found = state.findTargetGroup(targetGroupArn);
      if (!found) return 'not-found';
      return loadBalancerUsing(found.region, targetGroupArn) ? undefined : 'no-load-balancer';
    },
    register: (targetGroupArn, target) => membershipOf(targetGroupArn)?.register(target, undefined),
    deregister: (targetGroupArn, target) => membershipOf(targetGroupArn)?.deregister(target),
    healthOf: (targetGroupArn, target) => membershipOf(targetGroupArn)?.healthOf(target),
    deregistrationDelay(targetGroupArn) {
      const found = state.findTargetGroup(targetGroupArn);
      return found ? deregistrationDelayOf(found.group.attributes) : 0;
    },
    onHealthChange: news.subscribe,
  };
}

/** In milliseconds. */
export function deregistrationDelayOf(attributes: ReadonlyMap<string, string>): number {
  return Number(attributes.get('deregistration_delay.timeout_seconds')) * 1000;
}
