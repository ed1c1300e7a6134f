import {
  AvailabilityZoneRebalancing,
  type CreateServiceRequest,
  type DeploymentConfiguration,
  type LoadBalancer,
  PropagateTags,
  type UpdateServiceRequest,
} from '@aws-sdk/client-ecs';
import type { TargetGroups } from '../../elbv2/target-groups.ts';
import { notImplemented } from '../../kernel/errors.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import { invalidParameter } from '../errors.ts';
import type { TaskDefinitionRecord } from '../state.ts';

/** @throws AwsError NotImplemented for what would be read and ignored */
export function refuseUnsupported(
  operation: string,
  input: CreateServiceRequest | UpdateServiceRequest,
  watchesAlarms: boolean,
): void {
  refuseGiven(operation, input, [
    'serviceRegistries',
    'volumeConfigurations',
    'vpcLatticeConfigurations',
    'gatewayConnectors',
    'monitoring',
    'placementConstraints',
    'placementStrategy',
  ]);
  if (input.serviceConnectConfiguration?.enabled) {
    throw notImplemented(`serviceConnectConfiguration of ${operation}`);
  }
  const controller = input.deploymentController?.type ?? 'ECS';
  if (controller !== 'ECS') throw notImplemented(`deployment controller ${controller}`);
  if (input.deploymentConfiguration?.alarms?.enable && !watchesAlarms) {
    throw notImplemented(`deployment alarms of ${operation}`);
  }
  refuseStrategies(operation, input.deploymentConfiguration ?? {});
}

function refuseStrategies(operation: string, configuration: DeploymentConfiguration): void {
  const { strategy = 'ROLLING', earlySuccessCriteria, bakeTimeInMinutes } = configuration;
  if (strategy !== 'ROLLING') throw notImplemented(`deployment strategy ${strategy}`);
  if (earlySuccessCriteria?.enable) throw notImplemented(`earlySuccessCriteria of ${operation}`);
  if (bakeTimeInMinutes) throw notImplemented(`bakeTimeInMinutes of ${operation}`);
  refuseGiven(operation, configuration, ['lifecycleHooks', 'linearConfiguration', 'canaryConfiguration']);
}

/** @throws AwsError InvalidParameterException in ECS's words when the service could not be registered there */
export function checkLoadBalancers(
  loadBalancers: readonly LoadBalancer[],
  { definition }: TaskDefinitionRecord,
  targetGroups: TargetGroups,
): void {
  for (const {
    loadBalancerName,
    advancedConfiguration,
    targetGroupArn,
    containerName,
    containerPort,
  } of loadBalancers) {
    if (loadBalancerName || !targetGroupArn) throw notImplemented('Classic Load Balancers');
    if (advancedConfiguration) throw notImplemented('advancedConfiguration of loadBalancers');
    const container = definition.containerDefinitions?.find(({ name }) => name === containerName);
    if (!container)
      throw invalidParameter(`The container ${containerName} does not exist in the task definition.`);
    if (!container.portMappings?.some((mapping) => mapping.containerPort === containerPort)) {
      throw invalidParameter(
        `The container ${containerName} did not have a container port ${containerPort} defined.`,
      );
    }
    checkTargetGroup(targetGroupArn, targetGroups);
  }
}

/** ECS wants the group in a rule of a load balancer before it makes a service. */
function checkTargetGroup(arn: string, targetGroups: TargetGroups): void {
  const refusal = targetGroups.refusalFor(arn);
  if (refusal === 'not-found') throw invalidParameter(`The specified target group does not exist: ${arn}`);
  if (refusal === 'no-load-balancer') {
    throw invalidParameter(
      `The target group with targetGroupArn ${arn} does not have an associated load balancer.`,
    );
  }
}

/** @throws AwsError InvalidParameterException for words that the API does not know: what they would do is anybody's guess */
export function checkWords(input: CreateServiceRequest | UpdateServiceRequest): void {
  requireWord('propagateTags', input.propagateTags, Object.values(PropagateTags));
  requireWord(
    'availabilityZoneRebalancing',
    input.availabilityZoneRebalancing,
    Object.values(AvailabilityZoneRebalancing),
  );
}

function requireWord(member: string, word: string | undefined, words: readonly string[]): void {
  if (word === undefined || words.includes(word)) return;
  throw invalidParameter(`${member} must be one of ${words.join(', ')}, not ${word}.`);
}

/** @throws AwsError InvalidParameterException for counts and percentages out of their ranges */
export function checkNumbers(
  {
    desiredCount,
    healthCheckGracePeriodSeconds,
    deploymentConfiguration = {},
  }: CreateServiceRequest | UpdateServiceRequest,
  hasLoadBalancer: boolean,
): void {
  if (desiredCount !== undefined && desiredCount < 0)
    throw invalidParameter('desiredCount can not be negative.');
  requireWhole('desiredCount', desiredCount);
  requireWhole('healthCheckGracePeriodSeconds', healthCheckGracePeriodSeconds);
  if (healthCheckGracePeriodSeconds !== undefined && !hasLoadBalancer) {
    throw invalidParameter(
      'Health check grace period is only valid for services configured to use load balancers',
    );
  }
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = deploymentConfiguration;
  if (minimumHealthyPercent < 0 || minimumHealthyPercent > 100) {
    throw invalidParameter('minimumHealthyPercent must be between 0 and 100.');
  }
  if (maximumPercent < 100 || maximumPercent > 200) {
    throw invalidParameter('maximumPercent must be between 100 and 200.');
  }
  const { value } = deploymentConfiguration.deploymentCircuitBreaker?.thresholdConfiguration ?? {};
  requireWhole('value of thresholdConfiguration', value, 1);
}

function requireWhole(member: string, value: number | undefined, least = 0): void {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return;
  throw invalidParameter(`${member} must be a whole number from ${least} on, not ${value}.`);
}
