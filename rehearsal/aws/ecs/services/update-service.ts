import { isDeepStrictEqual } from 'node:util';
import type { UpdateServiceRequest } from '@aws-sdk/client-ecs';
import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import { checkRunsOnFargate, readCapacity, readPlatformVersion } from '../capacity.ts';
import { findCluster } from '../clusters/clusters.ts';
import type { EcsState, ServiceRecord, ServiceRevision } from '../state.ts';
import { findRunnable } from '../task-definitions/find.ts';
import { checkNetwork } from '../task-network.ts';
import { startDeployment } from './deployments.ts';
import { requireService } from './find.ts';
import { mergeOptions } from './options.ts';
import type { ServicePorts } from './ports.ts';
import { keepAsBefore } from './stale-service.ts';
import { checkLoadBalancers, checkNumbers, checkWords, refuseUnsupported } from './validate.ts';

/**
 * Changes a service. Another revision, or `forceNewDeployment`, begins a deployment; counts, percentages, the grace
 * period and the other options do not (UpdateService tells for each parameter).
 * @throws AwsError in ECS's words when AWS would refuse it
 */
export function updateService(ports: ServicePorts, input: UpdateServiceRequest, call: Call): ServiceRecord {
  const state = ports.stateOf(call);
  const service = requireService(state, findCluster(state, input.cluster), input.service);
  if (service.status !== 'ACTIVE') {
    throw new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.');
  }
  checkWords(input);
  refuseUnsupported('UpdateService', input, ports.alarms !== undefined);
  const revision = changeRevision(ports, state, service, input);
  checkNumbers(input, revision.loadBalancers.length > 0);

  keepAsBefore(service, ports);
  service.desiredCount = input.desiredCount ?? service.desiredCount;
  service.platformVersion = input.platformVersion ?? service.platformVersion;
  service.options = mergeOptions(service.options, input);
  // Any update ends the wait for the next launch.
  service.launches.failures = 0;
  service.launches.notBefore = 0;
  if (input.forceNewDeployment || !isDeepStrictEqual(revision, service.revision)) {
    service.revision = revision;
    startDeployment(service, { ...ports, at: new Date(ports.clock.now()) });
  }
  ports.scheduler.wake(state, service);
  return service;
}

function changeRevision(
  { targetGroups, clock, settings, vpcs }: ServicePorts,
  state: EcsState,
  { cluster, revision }: ServiceRecord,
  input: UpdateServiceRequest,
): ServiceRevision {
  const changed: ServiceRevision = {
    taskDefinition: input.taskDefinition
      ? findRunnable(state, input.taskDefinition, {
          ...settings,
          operation: 'UpdateService',
          now: clock.now(),
        })
      : revision.taskDefinition,
    capacity: input.capacityProviderStrategy ? readCapacity(input, cluster) : revision.capacity,
    platformVersion: input.platformVersion
      ? readPlatformVersion(input.platformVersion)
      : revision.platformVersion,
    networkConfiguration: input.networkConfiguration
      ? checkNetwork(input.networkConfiguration, vpcs)
      : revision.networkConfiguration,
    loadBalancers: input.loadBalancers ?? revision.loadBalancers,
  };
  checkRunsOnFargate(changed.taskDefinition);
  // What stays as it is was checked before, and a group may have lost its rule since.
  if (input.loadBalancers || changed.taskDefinition !== revision.taskDefinition) {
    checkLoadBalancers(changed.loadBalancers, changed.taskDefinition, targetGroups);
  }
  return changed;
}
