import {
  type AccessTable,
  anyResource,
  arnAt,
  type Row,
  requestTags,
  rowsFor,
  text,
  texts,
} from '../need.ts';

const onAlarms: Row = ({ AlarmNames }, place) => {
  const names = texts(AlarmNames);
  return {
    resources: (names.length > 0 ? names : ['*']).map((name) => arnAt(place, 'cloudwatch', `alarm:${name}`)),
  };
};

const onAlarm: Row = ({ AlarmName, AlarmActions, Tags }, place) => ({
  resources: [arnAt(place, 'cloudwatch', `alarm:${text(AlarmName)}`)],
  context: { 'cloudwatch:AlarmActions': AlarmActions, ...requestTags(Tags) },
});

const onTagged: Row = ({ ResourceARN, Tags, TagKeys }) => ({
  resources: [text(ResourceARN)],
  context: { ...requestTags(Tags), ...(TagKeys === undefined ? {} : { 'aws:TagKeys': texts(TagKeys) }) },
});

/** CloudWatch, as the Service Authorization Reference has it. */
export const CLOUDWATCH_TABLE: AccessTable = {
  prefix: 'cloudwatch',
  namesAnyResource: false,
  rows: {
    ...rowsFor(
      anyResource,
      'GetMetricData GetMetricStatistics ListMetrics GetMetricWidgetImage DescribeAlarmsForMetric ListDashboards',
    ),
    ...rowsFor(onAlarms, 'DescribeAlarms DeleteAlarms EnableAlarmActions DisableAlarmActions'),
    ...rowsFor(onAlarm, 'PutMetricAlarm PutCompositeAlarm SetAlarmState DescribeAlarmHistory'),
    ...rowsFor(onTagged, 'TagResource UntagResource ListTagsForResource'),
    PutMetricData: ({ Namespace }) => ({ resources: ['*'], context: { 'cloudwatch:namespace': Namespace } }),
  },
};
