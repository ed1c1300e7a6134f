import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmRecord, CompositeAlarmRecord, MetricAlarmRecord } from './alarm-record.ts';

export function renderMetricAlarm(alarm: MetricAlarmRecord): MetricAlarm {
  return { ...renderBase(alarm), Dimensions: [], ...alarm.given };
}

export function renderCompositeAlarm(alarm: CompositeAlarmRecord): CompositeAlarm {
  return { ...renderBase(alarm), AlarmRule: alarm.ruleText };
}

function renderBase({ state, ...alarm }: AlarmRecord) {
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    ...(alarm.description === undefined ? {} : { AlarmDescription: alarm.description }),
    AlarmConfigurationUpdatedTimestamp: alarm.configurationUpdatedAt,
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: [...alarm.okActions],
    AlarmActions: [...alarm.alarmActions],
    InsufficientDataActions: [...alarm.insufficientDataActions],
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.reasonData === undefined ? {} : { StateReasonData: state.reasonData }),
    StateUpdatedTimestamp: state.updatedAt,
    StateTransitionedTimestamp: state.transitionedAt,
  };
}
