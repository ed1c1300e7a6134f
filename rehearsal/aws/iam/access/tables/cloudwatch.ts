import {
  type AccessTable,
  anyResource,
  arnAt,
  byArn,
  type Row,
  requestTags,
  rowsFor,
  tagging,
  text,
  texts,
} from '../need.ts';

const onAlarms: Row = ({ AlarmNames }, place) => {
  const names = texts(AlarmNames);
  return {
    resources: (names.length > 0 ? names : ['*']).map((name) => arnAt(place, 'cloudwatch', `alarm:${name}`)),
  };
};

const onAlarm: Row = (input, place) => {
  const resources = [arnAt(place, 'cloudwatch', `alarm:${text(input.AlarmName)}`)];
  const context = { 'cloudwatch:AlarmActions': input.AlarmActions, ...requestTags(input) };
  return [{ resources, context }, ...tagging(input, { action: 'cloudwatch:TagResource', resources })];
};

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
    ...rowsFor(byArn('ResourceARN'), 'TagResource UntagResource ListTagsForResource'),
    PutMetricData: ({ Namespace }) => ({ resources: ['*'], context: { 'cloudwatch:namespace': Namespace } }),
  },
};
