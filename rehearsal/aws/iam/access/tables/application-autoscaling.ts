import type { AccessTable, Row } from '../need.ts';
import { anyResource, arnAt, byArn, rowsFor, text } from '../rows.ts';
import { withTags } from '../tags.ts';

const SERVICE = 'application-autoscaling';

/** Targets have names that nobody chooses, so a policy can only name all of them. */
const onTarget: Row = (input, place) => {
  const resources = [arnAt(place, SERVICE, 'scalable-target/*')];
  const context = {
    [`${SERVICE}:service-namespace`]: input.ServiceNamespace,
    [`${SERVICE}:scalable-dimension`]: input.ScalableDimension,
  };
  return withTags(input, { resources, context }, { action: `${SERVICE}:TagResource` });
};

/** Whoever has a service scaled needs to be allowed to do himself what Application Auto Scaling does with it then. */
const SCALED_SERVICE = ['ecs:DescribeServices', 'ecs:UpdateService'];

const registering: Row = async (input, place, lookup) => {
  const own = [await onTarget(input, place, lookup)].flat();
  if (input.ServiceNamespace !== 'ecs') return own;
  const resources = [arnAt(place, 'ecs', text(input.ResourceId))];
  const missing = (action: string) => ({
    code: 'ValidationException',
    message: `User is missing the following permissions: ${action}`,
  });
  return [...own, ...SCALED_SERVICE.map((action) => ({ action, resources, denial: missing(action) }))];
};

/** Application Auto Scaling, as the Service Authorization Reference has it. */
export const AUTOSCALING_TABLE: AccessTable = {
  prefix: SERVICE,
  namesAnyResource: false,
  rows: {
    ...rowsFor(
      anyResource,
      'DescribeScalableTargets DescribeScalingActivities DescribeScalingPolicies DescribeScheduledActions',
    ),
    ...rowsFor(
      onTarget,
      'DeregisterScalableTarget PutScalingPolicy DeleteScalingPolicy',
      'PutScheduledAction DeleteScheduledAction',
    ),
    RegisterScalableTarget: registering,
    ...rowsFor(byArn('ResourceARN'), 'TagResource UntagResource ListTagsForResource'),
  },
};
