import type { AccessTable, Row } from '../need.ts';
import { anyResource, arnAt, byArn, rowsFor } from '../rows.ts';
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
      'RegisterScalableTarget DeregisterScalableTarget PutScalingPolicy DeleteScalingPolicy',
      'PutScheduledAction DeleteScheduledAction',
    ),
    ...rowsFor(byArn('ResourceARN'), 'TagResource UntagResource ListTagsForResource'),
  },
};
