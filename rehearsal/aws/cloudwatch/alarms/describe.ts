import type {
  AlarmType,
  DescribeAlarmHistoryInput,
  DescribeAlarmsForMetricInput,
  DescribeAlarmsInput,
} from '@aws-sdk/client-cloudwatch';
import type { Operations } from '../../kernel/service.ts';
import { takePage } from '../checks.ts';
import { validationError } from '../errors.ts';
import { metricKey, metricName } from '../metrics/metric-name.ts';
import type { Place, Region } from '../state.ts';
import { type AlarmRecord, actionsOf } from './alarm-record.ts';
import type { HistoryItem } from './history.ts';
import { renderCompositeAlarm, renderMetricAlarm } from './render.ts';
import { alarmsIn } from './rule.ts';
import { findAlarm, parentsOf } from './transitions.ts';

const PAGE_SIZE = 50;

export function describeOperations(regionOf: (place: Place) => Region): Operations {
  return {
    DescribeAlarms: (input: DescribeAlarmsInput, call) => describeAlarms(regionOf(call), input),
    DescribeAlarmsForMetric: (input: DescribeAlarmsForMetricInput, call) =>
      describeAlarmsForMetric(regionOf(call), input),
    DescribeAlarmHistory: (input: DescribeAlarmHistoryInput, call) =>
      describeAlarmHistory(regionOf(call), input),
  };
}

function describeAlarms(region: Region, input: DescribeAlarmsInput) {
  checkDescribe(input);
  const { items, nextToken } = takePage(selectAlarms(region, input), {
    limit: input.MaxRecords ?? PAGE_SIZE,
    token: input.NextToken,
    keyOf: ({ name }) => name,
  });
  const isFamily = input.ChildrenOfAlarmName !== undefined || input.ParentsOfAlarmName !== undefined;
  const show = isFamily ? withStateOnly : <Shown>(shown: Shown) => shown;
  return {
    MetricAlarms: items
      .filter((alarm) => alarm.kind === 'metric')
      .map(renderMetricAlarm)
      .map(show),
    CompositeAlarms: items
      .filter((alarm) => alarm.kind === 'composite')
      .map(renderCompositeAlarm)
      .map(show),
    LogAlarms: [],
    ...(nextToken ? { NextToken: nextToken } : {}),
  };
}

function checkDescribe(input: DescribeAlarmsInput): void {
  if (input.AlarmNames?.length && input.AlarmNamePrefix !== undefined) {
    throw validationError('AlarmNames and AlarmNamePrefix are mutually exclusive.');
  }
  const { ChildrenOfAlarmName, ParentsOfAlarmName, MaxRecords, NextToken, ...others } = input;
  const family = [ChildrenOfAlarmName, ParentsOfAlarmName].filter((name) => name !== undefined);
  const isAlone = Object.values(others).every((value) => value === undefined);
  if (family.length > 1 || (family.length === 1 && !isAlone)) {
    throw validationError(
      'ChildrenOfAlarmName and ParentsOfAlarmName go with no other parameters than MaxRecords and NextToken.',
    );
  }
}

function selectAlarms(region: Region, input: DescribeAlarmsInput): AlarmRecord[] {
  const all = [...region.alarms.values()];
  if (input.ChildrenOfAlarmName !== undefined) {
    const parent = region.alarms.get(input.ChildrenOfAlarmName);
    if (parent?.kind !== 'composite') return [];
    return alarmsIn(parent.rule).flatMap((child) => findAlarm(region, child) ?? []);
  }
  if (input.ParentsOfAlarmName !== undefined) {
    const child = region.alarms.get(input.ParentsOfAlarmName);
    return child ? parentsOf(region, child) : [];
  }
  const names = input.AlarmNames?.length ? input.AlarmNames : undefined;
  const prefix = input.ActionPrefix;
  return all.filter(
    (alarm) =>
      typesOf(input.AlarmTypes).includes(typeOf(alarm)) &&
      (names?.includes(alarm.name) ?? true) &&
      alarm.name.startsWith(input.AlarmNamePrefix ?? '') &&
      (input.StateValue ?? alarm.state.value) === alarm.state.value &&
      (prefix === undefined || actionsOf(alarm).some((action) => action.startsWith(prefix))),
  );
}

function typeOf(alarm: AlarmRecord): AlarmType {
  return alarm.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm';
}

/** Who names no type gets metric alarms only. */
function typesOf(types: readonly AlarmType[] | undefined): readonly AlarmType[] {
  return types?.length ? types : ['MetricAlarm'];
}

/** Of the children and parents of an alarm, name, ARN and state are shown. */
function withStateOnly<Shown extends ReturnType<typeof renderMetricAlarm>>(alarm: Shown) {
  const { AlarmName, AlarmArn, StateValue: state, StateUpdatedTimestamp } = alarm;
  return { AlarmName, AlarmArn, StateValue: state, StateUpdatedTimestamp };
}

function describeAlarmsForMetric(region: Region, input: DescribeAlarmsForMetricInput) {
  const { Namespace = '', MetricName = '' } = input;
  const wanted = metricKey(metricName(Namespace, MetricName, input.Dimensions));
  const alarms = [...region.alarms.values()]
    .filter((alarm) => alarm.kind === 'metric')
    .filter(
      ({ watch, given }) =>
        watch.queries.some((query) => query.kind === 'metric' && metricKey(query.metric) === wanted) &&
        (input.Statistic ?? given.Statistic) === given.Statistic &&
        (input.ExtendedStatistic ?? given.ExtendedStatistic) === given.ExtendedStatistic &&
        (input.Period ?? watch.periodSeconds) === watch.periodSeconds &&
        (input.Unit ?? given.Unit) === given.Unit,
    );
  return { MetricAlarms: alarms.map(renderMetricAlarm) };
}

function describeAlarmHistory(region: Region, input: DescribeAlarmHistoryInput) {
  const { items, nextToken } = takePage(
    region.history.filter((item) => isWanted(item, input)),
    {
      limit: input.MaxRecords ?? PAGE_SIZE,
      token: input.NextToken,
      keyOf: ({ order }) => String(order).padStart(12, '0'),
      descending: input.ScanBy !== 'TimestampAscending',
    },
  );
  return {
    AlarmHistoryItems: items.map(({ order: _order, ...item }) => item),
    ...(nextToken ? { NextToken: nextToken } : {}),
  };
}

function isWanted(item: HistoryItem, input: DescribeAlarmHistoryInput): boolean {
  return (
    typesOf(input.AlarmTypes).some((type) => type === item.AlarmType) &&
    (input.AlarmName ?? item.AlarmName) === item.AlarmName &&
    (input.HistoryItemType ?? item.HistoryItemType) === item.HistoryItemType &&
    (input.StartDate === undefined || item.Timestamp >= input.StartDate) &&
    (input.EndDate === undefined || item.Timestamp <= input.EndDate)
  );
}
