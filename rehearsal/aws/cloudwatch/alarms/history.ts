import type { AlarmHistoryItem, HistoryItemType } from '@aws-sdk/client-cloudwatch';
import type { Region } from '../state.ts';
import type { AlarmRecord, AlarmState } from './alarm-record.ts';
import { formatDate } from './reason.ts';

/** As DescribeAlarmHistory returns it, with a number that orders items of the same moment. */
export interface HistoryItem extends AlarmHistoryItem {
  readonly AlarmName: string;
  readonly Timestamp: Date;
  readonly order: number;
}

/** AWS keeps an alarm's history for 30 days, also when the alarm is deleted. */
const KEPT_FOR = 30 * 86_400_000;

interface Entry {
  readonly type: HistoryItemType;
  readonly summary: string;
  readonly data: object;
}

export function addHistory(
  region: Region,
  alarm: AlarmRecord,
  at: Date,
  { type, summary, data }: Entry,
): void {
  const last = region.history.at(-1);
  const oldest = at.getTime() - KEPT_FOR;
  if ((region.history[0]?.Timestamp.getTime() ?? oldest) < oldest) {
    region.history = region.history.filter(({ Timestamp }) => Timestamp.getTime() >= oldest);
  }
  region.history.push({
    AlarmName: alarm.name,
    AlarmType: alarm.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm',
    Timestamp: at,
    HistoryItemType: type,
    HistorySummary: summary,
    HistoryData: JSON.stringify(data),
    order: (last?.order ?? 0) + 1,
  });
}

export function stateUpdate(from: AlarmState, to: AlarmState): Entry {
  return {
    type: 'StateUpdate',
    summary: `Alarm updated from ${from.value} to ${to.value}`,
    data: { version: '1.0', oldState: describeState(from), newState: describeState(to) },
  };
}

function describeState({ value, reason, reasonData }: AlarmState): object {
  return {
    stateValue: value,
    stateReason: reason,
    ...(reasonData === undefined ? {} : { stateReasonData: parseOrKeep(reasonData) }),
  };
}

/** SetAlarmState takes any text as reason data. */
function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function configurationUpdate(verb: 'created' | 'updated' | 'deleted', alarm: AlarmRecord): Entry {
  const type = { created: 'Create', updated: 'Update', deleted: 'Delete' }[verb];
  return {
    type: 'ConfigurationUpdate',
    summary: `Alarm "${alarm.name}" ${verb}`,
    data: { version: '1.0', type, [`${verb}Alarm`]: describeConfiguration(alarm) },
  };
}

function describeConfiguration(alarm: AlarmRecord): object {
  return {
    alarmName: alarm.name,
    alarmArn: alarm.arn,
    stateValue: alarm.state.value,
    actionsEnabled: alarm.actionsEnabled,
    okactions: alarm.okActions,
    alarmActions: alarm.alarmActions,
    insufficientDataActions: alarm.insufficientDataActions,
    alarmConfigurationUpdatedTimestamp: formatDate(alarm.configurationUpdatedAt.getTime()),
  };
}

export function actionTaken(actionArn: string, stateUpdatedAt: Date, error: string | undefined): Entry {
  const data = {
    notificationResource: actionArn,
    stateUpdateTimestamp: stateUpdatedAt.getTime(),
    version: '1.0',
  };
  return error === undefined
    ? {
        type: 'Action',
        summary: `Successfully executed action ${actionArn}`,
        data: { actionState: 'Succeeded', ...data },
      }
    : {
        type: 'Action',
        summary: `Failed to execute action ${actionArn}. Received error: "${error}"`,
        data: { actionState: 'Failed', ...data, error },
      };
}
