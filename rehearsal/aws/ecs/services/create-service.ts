import type { CreateServiceRequest } from '@aws-sdk/client-ecs';
import type { Call } from '../../kernel/call.ts';
import { notImplemented } from '../../kernel/errors.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import { ecsArn } from '../arns.ts';
import { checkRunsOnFargate, readCapacity, readPlatformVersion } from '../capacity.ts';
import { findCluster } from '../clusters/clusters.ts';
import { invalidParameter } from '../errors.ts';
import type { ClusterRecord, EcsState, ServiceRecord, ServiceRevision } from '../state.ts';
import { checkTags } from '../tags.ts';
import { findRunnable } from '../task-definitions/find.ts';
import { checkNetwork } from '../task-network.ts';
import { startDeployment } from './deployments.ts';
import { findService } from './find.ts';
import { mergeOptions } from './options.ts';
import type { ServicePorts } from './ports.ts';
import { checkLoadBalancers, checkNumbers, checkWords, refuseUnsupported } from './validate.ts';

/**
 * Makes a service; the same call again finds the one that it made.
 * @throws AwsError in ECS's words when AWS would refuse it
 */
export function createService(ports: ServicePorts, input: CreateServiceRequest, call: Call): ServiceRecord {
  const state = ports.stateOf(call);
  const cluster = findCluster(state, input.cluster);
  checkRequest(input, ports);
  const known = findKnown(state, cluster, input);
  if (known) return known;
  const revision = readRevision(ports, state, cluster, input);
  checkNumbers(input, revision.loadBalancers.length > 0);
  const service = makeService(ports, input, call, cluster, revision);
  state.services.set(service.arn, service);
  startDeployment(service, { ...ports, at: service.createdAt });
  ports.scheduler.wake(state, service);
  return service;
}

function checkRequest(input: CreateServiceRequest, { alarms }: ServicePorts): void {
  if (!/^[\w-]{1,255}$/.test(input.serviceName ?? '')) {
    throw invalidParameter(`Invalid service name: ${input.serviceName}`);
  }
  if (input.desiredCount === undefined) {
    throw invalidParameter('desiredCount is required when schedulingStrategy is REPLICA.');
  }
  if (input.schedulingStrategy === 'DAEMON') throw notImplemented('scheduling strategy DAEMON');
  checkWords(input);
  refuseUnsupported('CreateService', input, alarms !== undefined);
  refuseGiven('CreateService', input, ['role']);
  checkTags(input.tags ?? []);
}

/** @throws AwsError when a service of that name drains, or was made by another request */
function findKnown(
  state: EcsState,
  cluster: ClusterRecord,
  input: CreateServiceRequest,
): ServiceRecord | undefined {
  const known = findService(state, cluster, input.serviceName ?? '');
  if (known?.status === 'DRAINING') {
    throw invalidParameter('Unable to Start a service that is still Draining.');
  }
  if (known?.status !== 'ACTIVE') return undefined;
  if (known.request !== fingerprint(input)) throw invalidParameter('Creation of service was not idempotent.');
  return known;
}

/** The token only tells one attempt from another. */
function fingerprint({ clientToken: _token, ...input }: CreateServiceRequest): string {
  return JSON.stringify(Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readRevision(
  { targetGroups, clock, settings, vpcs }: ServicePorts,
  state: EcsState,
  cluster: ClusterRecord,
  input: CreateServiceRequest,
): ServiceRevision {
  const taskDefinition = findRunnable(state, input.taskDefinition, {
    ...settings,
    operation: 'CreateService',
    now: clock.now(),
  });
  const capacity = readCapacity(input, cluster);
  checkRunsOnFargate(taskDefinition);
  const loadBalancers = input.loadBalancers ?? [];
  checkLoadBalancers(loadBalancers, taskDefinition, targetGroups);
  return {
    taskDefinition,
    capacity,
    platformVersion: readPlatformVersion(input.platformVersion),
    networkConfiguration: checkNetwork(input.networkConfiguration, vpcs),
    loadBalancers,
  };
}

function makeService(
  { clock }: ServicePorts,
  input: CreateServiceRequest,
  call: Call,
  cluster: ClusterRecord,
  revision: ServiceRevision,
): ServiceRecord {
  return {
    arn: ecsArn(call, `service/${cluster.name}/${input.serviceName}`),
    name: input.serviceName ?? '',
    place: { account: call.account, region: call.region },
    cluster,
    createdAt: new Date(clock.now()),
    createdBy: `arn:aws:iam::${call.account}:root`,
    request: fingerprint(input),
    deploymentController: input.deploymentController,
    status: 'ACTIVE',
    desiredCount: input.desiredCount ?? 0,
    revision,
    platformVersion: input.platformVersion ?? 'LATEST',
    options: mergeOptions(undefined, input),
    tags: input.tags ?? [],
    deployments: [],
    lastCompleted: undefined,
    events: [],
    tasks: new Set(),
    launches: { failures: 0, notBefore: 0 },
    stale: undefined,
  };
}
