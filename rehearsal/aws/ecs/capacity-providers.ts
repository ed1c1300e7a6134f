import type { CapacityProviderStrategyItem } from '@aws-sdk/client-ecs';
import type { Capacity, TaskRecord } from './state.ts';

/**
 * The capacity provider of the next task: each gets its base first, then the rest is shared by the weights.
 * @param tasks those among which the shares count: a service's, or those that one RunTask has started
 * @returns undefined where tasks come by launch type
 */
export function chooseProvider(capacity: Capacity, tasks: Iterable<TaskRecord>): string | undefined {
  if ('launchType' in capacity) return undefined;
  const strategy = capacity.capacityProviderStrategy;
  const counts = new Map<string | undefined, number>();
  for (const { provider } of tasks) counts.set(provider, (counts.get(provider) ?? 0) + 1);
  const countOf = ({ capacityProvider }: CapacityProviderStrategyItem) => counts.get(capacityProvider) ?? 0;
  const belowBase = strategy.find((item) => countOf(item) < (item.base ?? 0));
  if (belowBase) return belowBase.capacityProvider;
  const share = (item: CapacityProviderStrategyItem) =>
    (Math.max(0, countOf(item) - (item.base ?? 0)) + 1) / (item.weight ?? 0);
  // Shares that are equal go to the heavier one.
  const [next] = strategy.toSorted((a, b) => share(a) - share(b) || (b.weight ?? 0) - (a.weight ?? 0));
  return next?.capacityProvider;
}
