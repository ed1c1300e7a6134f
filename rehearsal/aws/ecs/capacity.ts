import type { CapacityProviderStrategyItem, LaunchType } from '@aws-sdk/client-ecs';
import { AwsError, notImplemented } from '../kernel/errors.ts';
import { invalidParameter } from './errors.ts';
import type { Capacity, ClusterRecord, TaskDefinitionRecord } from './state.ts';

const FARGATE_PROVIDERS = ['FARGATE', 'FARGATE_SPOT'];

interface CapacityRequest {
  readonly launchType?: LaunchType | undefined;
  readonly capacityProviderStrategy?: CapacityProviderStrategyItem[] | undefined;
}

/**
 * How the tasks of a service or of RunTask get their machines: Fargate, by launch type or by capacity provider.
 * @throws AwsError when both are given, the provider is not the cluster's, or the machines would be EC2's
 */
export function readCapacity(input: CapacityRequest, cluster: ClusterRecord): Capacity {
  if (input.launchType && input.capacityProviderStrategy?.length) {
    throw invalidParameter(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    );
  }
  const strategy = input.capacityProviderStrategy ?? (input.launchType ? [] : cluster.defaultStrategy);
  if (strategy.length > 0) return { capacityProviderStrategy: checkStrategy(strategy, cluster) };
  // Without either AWS takes EC2.
  const launchType = input.launchType ?? 'EC2';
  if (launchType !== 'FARGATE') throw notImplemented(`launch type ${launchType}`);
  return { launchType };
}

function checkStrategy(
  strategy: CapacityProviderStrategyItem[],
  cluster: ClusterRecord,
): CapacityProviderStrategyItem[] {
  for (const { capacityProvider = '' } of strategy) {
    if (!cluster.capacityProviders.includes(capacityProvider)) {
      throw invalidParameter(
        `The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster: ${capacityProvider}.`,
      );
    }
    if (!FARGATE_PROVIDERS.includes(capacityProvider))
      throw notImplemented(`capacity provider ${capacityProvider}`);
  }
  return strategy.map((item) => ({ ...item, weight: item.weight ?? 0, base: item.base ?? 0 }));
}

/** @throws AwsError when the definition cannot run on Fargate */
export function checkRunsOnFargate({ definition }: TaskDefinitionRecord): void {
  if (definition.compatibilities?.includes('FARGATE')) return;
  throw invalidParameter('Task definition does not support launch_type FARGATE.');
}

/** What LATEST means for tasks. */
const LATEST_PLATFORM = '1.4.0';

/** @throws AwsError for a platform version that Fargate does not offer any more or never did */
export function readPlatformVersion(version = 'LATEST'): string {
  if (version === 'LATEST' || version === LATEST_PLATFORM) return LATEST_PLATFORM;
  throw new AwsError('PlatformUnknownException', 'The specified platform does not exist.');
}
