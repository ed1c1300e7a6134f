import {
  type AccessTable,
  anyResource,
  arnAt,
  type Row,
  readTags,
  requestTags,
  rowsFor,
  text,
  texts,
} from '../need.ts';

const SERVICE = 'application-autoscaling';

/** Targets have names that nobody chooses, so a policy can only name all of them. */
const onTarget: Row = ({ ServiceNamespace, ScalableDimension, Tags }, place) => {
  const resources = [arnAt(place, SERVICE, 'scalable-target/*')];
  const context = {
    [`${SERVICE}:service-namespace`]: ServiceNamespace,
    [`${SERVICE}:scalable-dimension`]: ScalableDimension,
    ...requestTags(Tags),
  };
  const tagging =
    readTags(Tags).length > 0
      ? [{ action: `${SERVICE}:TagResource`, resources, context: requestTags(Tags) }]
      : [];
  return [{ resources, context }, ...tagging];
};

const onTagged: Row = ({ ResourceARN, Tags, TagKeys }) => ({
  resources: [text(ResourceARN)],
  context: { ...requestTags(Tags), ...(TagKeys === undefined ? {} : { 'aws:TagKeys': texts(TagKeys) }) },
});

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
    ),
    ...rowsFor(onTarget, 'PutScheduledAction DeleteScheduledAction'),
    ...rowsFor(onTagged, 'TagResource UntagResource ListTagsForResource'),
  },
};
