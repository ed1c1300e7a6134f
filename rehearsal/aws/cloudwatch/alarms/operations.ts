import type {
  DeleteAlarmsInput,
  DisableAlarmActionsInput,
  EnableAlarmActionsInput,
  PutCompositeAlarmInput,
  PutMetricAlarmInput,
  SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { resourceNotFound, validationError } from '../errors.ts';
import type { Place, Region } from '../state.ts';
import type { AlarmRecord } from './alarm-record.ts';
import { addHistory, configurationUpdate } from './history.ts';
import { type AlarmPorts, putCompositeAlarm, putMetricAlarm } from './put-alarm.ts';
import { parentsOf, setState } from './transitions.ts';

export function alarmOperations(ports: AlarmPorts, regionOf: (place: Place) => Region): Operations {
  return {
    PutMetricAlarm(input: PutMetricAlarmInput, call) {
      putMetricAlarm(ports, regionOf(call), input);
      return {};
    },
    PutCompositeAlarm(input: PutCompositeAlarmInput, call) {
      putCompositeAlarm(ports, regionOf(call), input);
      return {};
    },
    SetAlarmState(input: SetAlarmStateInput, call) {
      setAlarmState(ports, regionOf(call), input);
      return {};
    },
    EnableAlarmActions(input: EnableAlarmActionsInput, call) {
      switchActions(regionOf(call), input.AlarmNames, { actionsEnabled: true });
      return {};
    },
    DisableAlarmActions(input: DisableAlarmActionsInput, call) {
      switchActions(regionOf(call), input.AlarmNames, { actionsEnabled: false });
      return {};
    },
    DeleteAlarms(input: DeleteAlarmsInput, call) {
      deleteAlarms(ports, regionOf(call), input.AlarmNames ?? []);
      return {};
    },
  };
}

/** A state by hand lasts until the next evaluation; a composite alarm's until a child changes. */
function setAlarmState(ports: AlarmPorts, region: Region, input: SetAlarmStateInput): void {
  const { AlarmName: name = '', StateValue: value = 'OK', StateReason: reason = '' } = input;
  const reasonData = input.StateReasonData;
  if (reasonData !== undefined) checkJson(reasonData);
  const alarm = region.alarms.get(name);
  if (!alarm) throw resourceNotFound(`Alarm ${name} does not exist`);
  setState(ports, region, alarm, { value, reason, reasonData });
}

function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new AwsError('InvalidFormatFault', 'StateReasonData is not valid JSON');
  }
}

/** Names that no alarm has are passed over, as AWS does. */
function switchActions(
  region: Region,
  names: readonly string[] = [],
  { actionsEnabled }: Pick<AlarmRecord, 'actionsEnabled'>,
): void {
  for (const name of names) {
    const alarm = region.alarms.get(name);
    if (alarm) alarm.actionsEnabled = actionsEnabled;
  }
}

/**
 * Deletes all of the alarms or none.
 * @throws AwsError when one does not exist or is needed by a composite alarm
 */
export function deleteAlarms(ports: AlarmPorts, region: Region, names: readonly string[]): void {
  const missing = names.filter((name) => !region.alarms.has(name));
  if (missing.length > 0) throw resourceNotFound(`Alarms [${missing.join(', ')}] do not exist`);
  const alarms = names.flatMap((name) => region.alarms.get(name) ?? []);
  if (alarms.filter(({ kind }) => kind === 'composite').length > 1) {
    throw validationError('A composite alarm must be deleted on its own.');
  }
  const needed = alarms.find((alarm) => parentsOf(region, alarm).some((parent) => parent !== alarm));
  if (needed) {
    throw validationError(`Cannot delete ${needed.name} as there are composite alarm(s) depending on it.`);
  }
  for (const alarm of alarms) {
    ports.watch.stop(alarm);
    region.alarms.delete(alarm.name);
    addHistory(region, alarm, new Date(ports.clock.now()), configurationUpdate('deleted', alarm));
  }
}
