import type {
  DeregisterScalableTargetRequest,
  DescribeScalableTargetsRequest,
  RegisterScalableTargetRequest,
  ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import type { Operations } from '../kernel/service.ts';
import { bringWithinBounds } from './capacity.ts';
import { checkBounds, checkDimension, checkNamespace, readSubject, takePage } from './checks.ts';
import { concurrentUpdate, validation } from './errors.ts';
import { findTarget } from './find.ts';
import { deletePolicy } from './policies/policies.ts';
import type { ScalingPorts } from './ports.ts';
import type { Place, Region, ScalableTargetRecord, Suspension } from './state.ts';
import { checkTags } from './tags.ts';

const NOTHING_SUSPENDED: Suspension = {
  DynamicScalingInSuspended: false,
  DynamicScalingOutSuspended: false,
  ScheduledScalingSuspended: false,
};

export function targetOperations(ports: ScalingPorts): Operations {
  const { regionOf, clock, settings } = ports;
  return {
    RegisterScalableTarget(input: RegisterScalableTargetRequest, call) {
      const region = regionOf(call);
      const resourceId = readSubject(input);
      const known = region.targets.get(resourceId);
      if (known && clock.now() < known.writtenAt + settings.pendingUpdate) throw concurrentUpdate();
      const target = known ?? createTarget(ports, region, resourceId, input);
      if (known) updateTarget(known, input, clock.now());
      region.targets.set(resourceId, target);
      bringWithinBounds(ports, region, target);
      return { ScalableTargetARN: target.arn };
    },

    DescribeScalableTargets(input: DescribeScalableTargetsRequest, call) {
      checkNamespace(input.ServiceNamespace);
      checkDimension(input.ScalableDimension);
      const ids = input.ResourceIds?.length ? input.ResourceIds : undefined;
      const wanted = [...regionOf(call).targets.values()].filter(
        ({ resourceId }) => ids?.includes(resourceId) ?? true,
      );
      const { items, nextToken } = takePage(wanted, ({ resourceId }) => resourceId, input);
      return {
        ScalableTargets: items.map((target) => renderTarget(call, target)),
        ...(nextToken ? { NextToken: nextToken } : {}),
      };
    },

    DeregisterScalableTarget(input: DeregisterScalableTargetRequest, call) {
      const region = regionOf(call);
      const target = findTarget(region, readSubject(input));
      for (const policy of [...target.policies.values()]) deletePolicy(ports, region, target, policy);
      for (const action of target.actions.values()) action.cancel();
      region.targets.delete(target.resourceId);
      return {};
    },
  };
}

function createTarget(
  { clock, random, services }: ScalingPorts,
  { place }: Region,
  resourceId: string,
  input: RegisterScalableTargetRequest,
): ScalableTargetRecord {
  const [, cluster = '', service = ''] = resourceId.split('/');
  if (!services.find(place, cluster, service)) throw validation(`ECS service doesn't exist: ${resourceId}`);
  const { MinCapacity: min, MaxCapacity: max } = input;
  if (min === undefined || max === undefined) {
    throw validation('MinCapacity and MaxCapacity are required to register a new scalable target');
  }
  checkBounds(min, max);
  const tags = new Map(Object.entries(input.Tags ?? {}));
  checkTags(tags);
  return {
    arn: `arn:aws:application-autoscaling:${place.region}:${place.account}:scalable-target/${random.hex(34)}`,
    ...{ resourceId, cluster, service, createdAt: new Date(clock.now()), tags, min, max },
    writtenAt: clock.now(),
    suspended: mergeSuspension(NOTHING_SUSPENDED, input.SuspendedState),
    ...{ policies: new Map(), actions: new Map(), lastOut: undefined, lastIn: undefined },
  };
}

/** What is omitted stays as it is, each flag of the suspension too. */
function updateTarget(
  target: ScalableTargetRecord,
  input: RegisterScalableTargetRequest,
  writtenAt: number,
): void {
  const { MinCapacity: min = target.min, MaxCapacity: max = target.max } = input;
  checkBounds(min, max);
  const suspended = mergeSuspension(target.suspended, input.SuspendedState);
  Object.assign(target, { writtenAt, min, max, suspended });
}

function mergeSuspension(
  suspended: Suspension,
  given: RegisterScalableTargetRequest['SuspendedState'],
): Suspension {
  return {
    DynamicScalingInSuspended: given?.DynamicScalingInSuspended ?? suspended.DynamicScalingInSuspended,
    DynamicScalingOutSuspended: given?.DynamicScalingOutSuspended ?? suspended.DynamicScalingOutSuspended,
    ScheduledScalingSuspended: given?.ScheduledScalingSuspended ?? suspended.ScheduledScalingSuspended,
  };
}

function renderTarget({ account }: Place, target: ScalableTargetRecord): ScalableTarget {
  return {
    ServiceNamespace: 'ecs',
    ResourceId: target.resourceId,
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: target.min,
    MaxCapacity: target.max,
    RoleARN:
      `arn:aws:iam::${account}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/` +
      'AWSServiceRoleForApplicationAutoScaling_ECSService',
    CreationTime: target.createdAt,
    SuspendedState: target.suspended,
    ScalableTargetARN: target.arn,
  };
}
