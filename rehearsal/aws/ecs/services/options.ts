import type {
  CreateServiceRequest,
  DeploymentConfiguration,
  UpdateServiceRequest,
} from '@aws-sdk/client-ecs';
import type { ServiceOptions } from '../state.ts';

const DEPLOYMENT_DEFAULTS: DeploymentConfiguration = {
  deploymentCircuitBreaker: { enable: false, rollback: false },
  maximumPercent: 200,
  minimumHealthyPercent: 100,
  strategy: 'ROLLING',
  bakeTimeInMinutes: 0,
};

/** What a new service has where CreateService says nothing. */
const DEFAULTS: ServiceOptions = {
  deploymentConfiguration: DEPLOYMENT_DEFAULTS,
  availabilityZoneRebalancing: 'ENABLED',
  propagateTags: 'NONE',
  enableECSManagedTags: false,
  enableExecuteCommand: false,
};

/** The options of a service after a request: what the request leaves out stays as it was. */
export function mergeOptions(
  present: ServiceOptions | undefined,
  input: CreateServiceRequest | UpdateServiceRequest,
): ServiceOptions {
  const base = present ?? DEFAULTS;
  const grace =
    input.healthCheckGracePeriodSeconds ?? base.healthCheckGracePeriodSeconds ?? defaultGrace(input);
  return {
    deploymentConfiguration: { ...base.deploymentConfiguration, ...input.deploymentConfiguration },
    ...(grace === undefined ? {} : { healthCheckGracePeriodSeconds: grace }),
    availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? base.availabilityZoneRebalancing,
    propagateTags: input.propagateTags ?? base.propagateTags,
    enableECSManagedTags: input.enableECSManagedTags ?? base.enableECSManagedTags,
    enableExecuteCommand: input.enableExecuteCommand ?? base.enableExecuteCommand,
  };
}

/** Only services behind a load balancer show a grace period. */
function defaultGrace({
  loadBalancers = [],
}: CreateServiceRequest | UpdateServiceRequest): number | undefined {
  return loadBalancers.length > 0 ? 0 : undefined;
}
