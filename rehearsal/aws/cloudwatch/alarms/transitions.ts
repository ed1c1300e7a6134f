import type { StateValue } from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Region } from '../state.ts';
import { type ActionHandler, isRepeated } from './actions.ts';
import type { AlarmRecord, CompositeAlarmRecord } from './alarm-record.ts';
import { actionTaken, addHistory, stateUpdate } from './history.ts';
import { formatDate } from './reason.ts';
import { alarmsIn, holds } from './rule.ts';

export interface TransitionPorts {
  readonly clock: Clock;
  readonly handlers: readonly ActionHandler[];
}

export interface NewState {
  readonly value: StateValue;
  readonly reason: string;
  readonly reasonData: string | undefined;
}

/**
 * Gives an alarm a state; another value than before takes its actions and is told to the composite alarms above it.
 * @param value the newest datapoint that decided, if any
 */
export function setState(
  ports: TransitionPorts,
  region: Region,
  alarm: AlarmRecord,
  state: NewState,
  value?: number,
): void {
  const before = alarm.state;
  const at = new Date(ports.clock.now());
  const changes = before.value !== state.value;
  alarm.state = { ...state, updatedAt: at, transitionedAt: changes ? at : before.transitionedAt };
  if (!changes) return;
  addHistory(region, alarm, at, stateUpdate(before, alarm.state));
  takeActions(ports, region, alarm, value, actionsFor(alarm));
  for (const parent of parentsOf(region, alarm)) evaluateComposite(ports, region, parent, alarm);
}

/** Takes again what is repeated while the alarm stays as it is. */
export function repeatActions(
  ports: TransitionPorts,
  region: Region,
  alarm: AlarmRecord,
  value: number | undefined,
): void {
  takeActions(ports, region, alarm, value, actionsFor(alarm).filter(isRepeated));
}

function takeActions(
  { clock, handlers }: TransitionPorts,
  region: Region,
  alarm: AlarmRecord,
  value: number | undefined,
  actionArns: readonly string[],
): void {
  if (!alarm.actionsEnabled) return;
  const at = new Date(clock.now());
  for (const actionArn of actionArns) {
    const error = runAction(handlers, {
      ...{ place: region.place, actionArn, alarmName: alarm.name, state: alarm.state.value, value },
      threshold: alarm.kind === 'metric' ? alarm.watch.threshold : undefined,
    });
    addHistory(region, alarm, at, actionTaken(actionArn, alarm.state.updatedAt, error));
  }
}

/** @returns the error's message, if there was one */
function runAction(
  handlers: readonly ActionHandler[],
  action: Parameters<ActionHandler['run']>[0],
): string | undefined {
  const handler = handlers.find(({ prefix }) => action.actionArn.startsWith(prefix));
  if (!handler) return 'The embedded AWS has no service that carries out this action.';
  try {
    handler.run(action);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function actionsFor(alarm: AlarmRecord): readonly string[] {
  switch (alarm.state.value) {
    case 'OK':
      return alarm.okActions;
    case 'ALARM':
      return alarm.alarmActions;
    case 'INSUFFICIENT_DATA':
      return alarm.insufficientDataActions;
  }
}

/** Composite alarms whose rule names the alarm. */
export function parentsOf(region: Region, alarm: Pick<AlarmRecord, 'name' | 'arn'>): CompositeAlarmRecord[] {
  return [...region.alarms.values()]
    .filter((candidate) => candidate.kind === 'composite')
    .filter(({ rule }) => alarmsIn(rule).some((child) => child === alarm.name || child === alarm.arn));
}

export function findAlarm(region: Region, nameOrArn: string): AlarmRecord | undefined {
  return region.alarms.get(nameOrArn) ?? [...region.alarms.values()].find(({ arn }) => arn === nameOrArn);
}

/**
 * Looks at a composite alarm's rule. Between such looks, at a change of a child or of the rule, it keeps its state. An
 * alarm that has set this off itself, in a cycle of composite alarms, is not looked at again.
 * @param trigger the child that has changed; without it the alarm is new or has a new rule
 */
export function evaluateComposite(
  ports: TransitionPorts,
  region: Region,
  alarm: CompositeAlarmRecord,
  trigger: AlarmRecord | undefined,
): void {
  if (region.changing.has(alarm.arn)) return;
  const isMet = holds(alarm.rule, (child) => findAlarm(region, child)?.state.value);
  const value: StateValue = isMet ? 'ALARM' : 'OK';
  if (alarm.state.value === value) return;
  const reason = trigger
    ? `${trigger.arn} transitioned to ${trigger.state.value} at ${formatLong(trigger.state.updatedAt)}`
    : `${alarm.arn} was created and its alarm rule evaluates to ${value}`;
  const triggering = trigger
    ? [trigger]
    : alarmsIn(alarm.rule).flatMap((child) => findAlarm(region, child) ?? []);
  const reasonData = JSON.stringify({
    triggeringAlarms: triggering.map(({ arn, state }) => ({
      arn,
      state: { value: state.value, timestamp: formatDate(state.updatedAt.getTime()) },
    })),
  });
  region.changing.add(alarm.arn);
  setState(ports, region, alarm, { value, reason, reasonData });
  region.changing.delete(alarm.arn);
}

/** `Friday 22 July, 2022 15:14:05 UTC` */
function formatLong(date: Date): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(date);
  const day = `${part({ weekday: 'long' })} ${part({ day: '2-digit' })} ${part({ month: 'long' })}`;
  return `${day}, ${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} UTC`;
}
