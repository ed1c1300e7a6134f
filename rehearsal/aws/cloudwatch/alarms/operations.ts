import {
  type DeleteAlarmsInput,
  type DisableAlarmActionsInput,
  type EnableAlarmActionsInput,
  type PutCompositeAlarmInput,
  type PutMetricAlarmInput,
  type SetAlarmStateInput,
  StateValue,
} from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { checkLength, checkSize, checkWord, requireText } from '../checks.ts';
import { constraintError, resourceNotFound, validationError } from '../errors.ts';
import type { Place, Region } from '../state.ts';
import { addHistory, configurationUpdate } from './history.ts';
import { type AlarmPorts, putCompositeAlarm, putMetricAlarm } from './put-alarm.ts';
import { parentsOf, setState } from './transitions.ts';

const NAMES_LIMIT = 100;

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
      switchActions(regionOf(call), input.AlarmNames, true);
      return {};
    },
    DisableAlarmActions(input: DisableAlarmActionsInput, call) {
      switchActions(regionOf(call), input.AlarmNames, false);
      return {};
    },
    DeleteAlarms(input: DeleteAlarmsInput, call) {
      deleteAlarms(ports, regionOf(call), checkNames(input.AlarmNames));
      return {};
    },
  };
}

function checkNames(names: readonly string[] | undefined): readonly string[] {
  if (!names) throw constraintError('alarmNames', names, 'not be null');
  checkSize('alarmNames', names, NAMES_LIMIT);
  return names;
}

/** A state by hand lasts until the next evaluation; a composite alarm's until a child changes. */
function setAlarmState(ports: AlarmPorts, region: Region, input: SetAlarmStateInput): void {
  const name = requireText('alarmName', input.AlarmName);
  const value = input.StateValue;
  requireText('stateValue', value);
  checkWord('stateValue', value, Object.values(StateValue));
  if (input.StateReason === undefined) throw constraintError('stateReason', undefined, 'not be null');
  const reason = checkLength('stateReason', input.StateReason, 1_023, 0);
  const reasonData = input.StateReasonData;
  if (reasonData !== undefined) checkJson(checkLength('stateReasonData', reasonData, 4_000, 0));
  const alarm = region.alarms.get(name);
  if (!alarm) throw resourceNotFound(`Alarm ${name} does not exist`);
  setState(ports, region, alarm, { value: value ?? 'OK', reason, reasonData });
}

function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new AwsError('InvalidFormatFault', 'StateReasonData is not valid JSON');
  }
}

/** Names that no alarm has are passed over, as AWS does. */
function switchActions(region: Region, names: readonly string[] | undefined, actionsEnabled: boolean): void {
  for (const name of checkNames(names)) {
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
