import type { AccessTable, Row } from '../need.ts';
import { anyResource, arnAt, byArn, rowsFor, text, texts } from '../rows.ts';
import { withTags } from '../tags.ts';

const onAlarms: Row = ({ AlarmNames }, place) => {
  const names = texts(AlarmNames);
  return {
    resources: (names.length > 0 ? names : ['*']).map((name) => arnAt(place, 'cloudwatch', `alarm:${name}`)),
  };
};

const onAlarm: Row = (input, place) => {
  const resources = [arnAt(place, 'cloudwatch', `alarm:${text(input.AlarmName)}`)];
  const context = { 'cloudwatch:AlarmActions': input.AlarmActions };
  return withTags(input, { resources, context }, { action: 'cloudwatch:TagResource' });
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
