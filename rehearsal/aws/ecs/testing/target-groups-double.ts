import type { TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clock } from '../../../../lib/action/clock.ts';
import { type Target, type TargetGroups, targetKey } from '../../elbv2/target-groups.ts';
import type { Network } from '../../network.ts';

/** What a test sets of its target groups; times in milliseconds. */
export interface DoubleOptions {
  readonly interval: number;
  readonly unhealthyThreshold: number;
  readonly deregistrationDelay: number;
}

export interface TargetGroupsDouble extends TargetGroups {
  /** Every registration and deregistration, in order. */
  readonly journal: string[];
  /** Takes the group out of every rule. */
  readonly withoutRule: Set<string>;
}

const INITIAL: TargetHealth = { State: 'initial', Reason: 'Elb.InitialHealthChecking' };

/**
 * Target groups with real health checks of /readyz and nothing else: one passing check makes a new target healthy,
 * so many failing ones in a row make it unhealthy.
 */
export function createTargetGroupsDouble(
  { clock, network }: { readonly clock: Clock; readonly network: Network },
  options: DoubleOptions,
): TargetGroupsDouble {
  const states = new Map<string, { health: TargetHealth; failures: number }>();
  const listeners = new Set<(group: string, target: Target) => void>();
  const journal: string[] = [];
  const withoutRule = new Set<string>();
  const keyOf = (group: string, target: Target) => `${group} ${targetKey(target)}`;

  function check(group: string, target: Target): void {
    const state = states.get(keyOf(group, target));
    if (!state) return;
    const status = askReadiness(network, target);
    state.failures = status === 200 ? 0 : state.failures + 1;
    const before = state.health.State;
    if (status === 200) state.health = { State: 'healthy' };
    else if (state.failures >= options.unhealthyThreshold) state.health = unhealthy(status);
    if (state.health.State !== before) for (const listener of listeners) listener(group, target);
    clock.after(options.interval, () => check(group, target));
  }

  return {
    journal,
    withoutRule,
    refusalFor: (group) => (withoutRule.has(group) ? 'no-load-balancer' : undefined),
    register(group, target) {
      journal.push(`register ${target.id}`);
      states.set(keyOf(group, target), { health: INITIAL, failures: 0 });
      clock.after(options.interval, () => check(group, target));
    },
    deregister(group, target) {
      journal.push(`deregister ${target.id}`);
      states.delete(keyOf(group, target));
    },
    healthOf: (group, target) => states.get(keyOf(group, target))?.health,
    deregistrationDelay: () => options.deregistrationDelay,
    onHealthChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function askReadiness(network: Network, { id, port }: Target): number | undefined {
  const endpoint = network.find(id, port);
  if (endpoint?.kind !== 'script') return undefined;
  const { result } = endpoint.answer({ method: 'GET', url: '/readyz', headers: {} });
  return typeof result === 'string' ? undefined : result.status;
}

function unhealthy(status: number | undefined): TargetHealth {
  if (status === undefined) {
    return { State: 'unhealthy', Reason: 'Target.FailedHealthChecks', Description: 'Health checks failed' };
  }
  return {
    State: 'unhealthy',
    Reason: 'Target.ResponseCodeMismatch',
    Description: `Health checks failed with these codes: [${status}]`,
  };
}
