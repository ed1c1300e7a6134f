import type { PutCompositeAlarmInput, PutMetricAlarmInput, Tag } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../../../lib/action/clock.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import { validationError } from '../errors.ts';
import type { Region } from '../state.ts';
import { checkTags } from '../tags.ts';
import { isActionArn } from './actions.ts';
import { type AlarmRecord, uncheckedState } from './alarm-record.ts';
import { addHistory, configurationUpdate } from './history.ts';
import { readGivenWatch, readWatch } from './read-watch.ts';
import { alarmsIn, parseRule } from './rule.ts';
import { evaluateComposite, findAlarm, type TransitionPorts } from './transitions.ts';
import type { AlarmWatch } from './watch.ts';

export interface AlarmPorts extends TransitionPorts {
  readonly clock: Clock;
  readonly watch: AlarmWatch;
}

/**
 * Makes an alarm or gives it another configuration, whole; its state stays.
 * @throws AwsError when AWS would refuse it
 */
export function putMetricAlarm(ports: AlarmPorts, region: Region, input: PutMetricAlarmInput): void {
  refuseGiven('PutMetricAlarm', input, [
    'ThresholdMetricId',
    'EvaluationWindow',
    'WarmUpConfiguration',
    'EvaluationCriteria',
    'EvaluationInterval',
    'ActionConfiguration',
  ]);
  const base = readBase(ports, region, input, 'metric');
  const watch = readWatch(input, region.place.account);
  const alarm = { ...base, kind: 'metric' as const, watch, given: readGivenWatch(input) };
  save(region, alarm);
  ports.watch.start(region, alarm);
}

/** @throws AwsError when AWS would refuse it */
export function putCompositeAlarm(ports: AlarmPorts, region: Region, input: PutCompositeAlarmInput): void {
  refuseGiven('PutCompositeAlarm', input, ['ActionsSuppressor', 'ActionConfiguration']);
  const base = readBase(ports, region, input, 'composite');
  const { AlarmRule: ruleText = '' } = input;
  const rule = parseRule(ruleText);
  const missing = alarmsIn(rule).filter((child) => child !== base.name && !findAlarm(region, child));
  if (missing.length > 0) {
    throw validationError(
      `Could not save the composite alarm as alarms [${missing.join(', ')}] in the alarm rule do not exist`,
    );
  }
  const alarm = { ...base, kind: 'composite' as const, ruleText, rule };
  save(region, alarm);
  evaluateComposite(ports, region, alarm, undefined);
}

function save(region: Region, alarm: AlarmRecord): void {
  const verb = region.alarms.has(alarm.name) ? 'updated' : 'created';
  region.alarms.set(alarm.name, alarm);
  addHistory(region, alarm, alarm.configurationUpdatedAt, configurationUpdate(verb, alarm));
}

type Common = Pick<
  PutMetricAlarmInput & PutCompositeAlarmInput,
  | 'AlarmName'
  | 'AlarmDescription'
  | 'ActionsEnabled'
  | 'OKActions'
  | 'AlarmActions'
  | 'InsufficientDataActions'
  | 'Tags'
>;

function readBase({ clock }: AlarmPorts, region: Region, input: Common, kind: AlarmRecord['kind']) {
  const { AlarmName: name = '' } = input;
  const before = region.alarms.get(name);
  if (before && before.kind !== kind) {
    throw validationError(`An alarm of another type with the name ${name} exists already.`);
  }
  const at = new Date(clock.now());
  const { account, region: where } = region.place;
  return {
    name,
    arn: `arn:aws:cloudwatch:${where}:${account}:alarm:${name}`,
    description: input.AlarmDescription,
    actionsEnabled: input.ActionsEnabled ?? true,
    okActions: readActions(input.OKActions),
    alarmActions: readActions(input.AlarmActions),
    insufficientDataActions: readActions(input.InsufficientDataActions),
    configurationUpdatedAt: at,
    // Tags of an update are ignored, as documented.
    tags: before?.tags ?? readTags(input.Tags ?? []),
    state: before?.state ?? uncheckedState(at),
  };
}

function readActions(actions: readonly string[] = []): readonly string[] {
  for (const action of actions) {
    if (!isActionArn(action)) throw validationError(`Invalid arn syntax: ${action}`);
  }
  return actions;
}

function readTags(tags: readonly Tag[]): Map<string, string> {
  checkTags(tags);
  return new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
