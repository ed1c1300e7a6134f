import type {
  DeleteScalingPolicyRequest,
  DescribeScalingPoliciesRequest,
  PutScalingPolicyRequest,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { notImplemented } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { checkDimension, checkNamespace, readSubject, takePage } from '../checks.ts';
import { constraintError, objectNotFound, validation } from '../errors.ts';
import { findTarget } from '../find.ts';
import type { ScalingPorts } from '../ports.ts';
import type { PolicyRecord, Region, ScalableTargetRecord } from '../state.ts';
import { checkStep } from './step.ts';
import { checkTracking } from './tracking.ts';
import { deleteAlarms, putAlarms } from './tracking-alarms.ts';

export function policyOperations(ports: ScalingPorts): Operations {
  const { regionOf } = ports;
  return {
    PutScalingPolicy(input: PutScalingPolicyRequest, call) {
      const region = regionOf(call);
      const name = checkName(input.PolicyName);
      const target = findTarget(region, readSubject(input));
      const policy = putPolicy(ports, region, target, name, input);
      return { PolicyARN: policy.arn, Alarms: alarmsOf(policy) };
    },

    DeleteScalingPolicy(input: DeleteScalingPolicyRequest, call) {
      const region = regionOf(call);
      const resourceId = readSubject(input);
      const target = region.targets.get(resourceId);
      const policy = target?.policies.get(input.PolicyName ?? '');
      if (!target || !policy) throw objectNotFound('scaling policy found', resourceId);
      deletePolicy(ports, region, target, policy);
      return {};
    },

    DescribeScalingPolicies(input: DescribeScalingPoliciesRequest, call) {
      checkNamespace(input.ServiceNamespace);
      checkDimension(input.ScalableDimension);
      const region = regionOf(call);
      const names = input.PolicyNames?.length ? input.PolicyNames : undefined;
      const policies = [...region.targets.values()]
        .filter(({ resourceId }) => (input.ResourceId ?? resourceId) === resourceId)
        .flatMap((target) => [...target.policies.values()].map((policy) => ({ target, policy })))
        .filter(({ policy }) => names?.includes(policy.name) ?? true);
      const { items, nextToken } = takePage(policies, ({ policy }) => policy.arn, input);
      return {
        ScalingPolicies: items.map(({ target, policy }) => renderPolicy(ports, region, target, policy)),
        ...(nextToken ? { NextToken: nextToken } : {}),
      };
    },
  };
}

/** Printable text. The model's pattern for it is one that JavaScript does not have. */
function checkName(name = ''): string {
  if (/^\P{C}+$/u.test(name)) return name;
  throw constraintError('policyName', name, 'satisfy regular expression pattern: \\p{Print}+');
}

function putPolicy(
  ports: ScalingPorts,
  region: Region,
  target: ScalableTargetRecord,
  name: string,
  input: PutScalingPolicyRequest,
): PolicyRecord {
  const { clock, random } = ports;
  const before = target.policies.get(name);
  const type = input.PolicyType ?? before?.type ?? 'StepScaling';
  if (before && before.type !== type) throw validation('You cannot change the type of a scaling policy.');
  const { account, region: where } = region.place;
  const base = {
    name,
    arn:
      before?.arn ??
      `arn:aws:autoscaling:${where}:${account}:scalingPolicy:${random.uuid()}:resource/ecs/${target.resourceId}:policyName/${name}`,
    createdAt: before?.createdAt ?? new Date(clock.now()),
  };
  const policy = createPolicy(ports, region, target, base, { ...input, PolicyType: type });
  if (before) deleteAlarms(ports, region, before);
  target.policies.set(name, policy);
  return policy;
}

function createPolicy(
  ports: ScalingPorts,
  region: Region,
  target: ScalableTargetRecord,
  base: Pick<PolicyRecord, 'name' | 'arn' | 'createdAt'>,
  input: PutScalingPolicyRequest,
): PolicyRecord {
  switch (input.PolicyType) {
    case 'TargetTrackingScaling': {
      const tracking = checkTracking(input.TargetTrackingScalingPolicyConfiguration);
      const alarms = putAlarms(ports, region, target, base.arn, tracking);
      return { ...base, type: 'TargetTrackingScaling', tracking, alarms };
    }
    case 'StepScaling':
      return { ...base, type: 'StepScaling', step: checkStep(input.StepScalingPolicyConfiguration) };
    default:
      throw notImplemented(`scaling policies of the type ${input.PolicyType}`);
  }
}

/** Takes away a policy and the alarms that it made; those of step scaling are the user's. */
export function deletePolicy(
  ports: ScalingPorts,
  region: Region,
  target: ScalableTargetRecord,
  policy: PolicyRecord,
): void {
  deleteAlarms(ports, region, policy);
  target.policies.delete(policy.name);
}

function alarmsOf(policy: PolicyRecord) {
  return policy.type === 'TargetTrackingScaling' ? [policy.alarms.high, policy.alarms.low] : [];
}

function renderPolicy(
  { alarms }: ScalingPorts,
  { place }: Region,
  { resourceId }: ScalableTargetRecord,
  policy: PolicyRecord,
): ScalingPolicy {
  return {
    PolicyARN: policy.arn,
    PolicyName: policy.name,
    ServiceNamespace: 'ecs',
    ResourceId: resourceId,
    ScalableDimension: 'ecs:service:DesiredCount',
    PolicyType: policy.type,
    CreationTime: policy.createdAt,
    ...(policy.type === 'TargetTrackingScaling'
      ? { TargetTrackingScalingPolicyConfiguration: policy.tracking, Alarms: alarmsOf(policy) }
      : { StepScalingPolicyConfiguration: policy.step, Alarms: alarms.withAction(place, policy.arn) }),
  };
}
