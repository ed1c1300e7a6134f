import type { StateValue } from '@aws-sdk/client-cloudwatch';
import type { Place } from '../state.ts';

/** An alarm that went into a state, or is still in it, and has an action for that. */
export interface AlarmAction {
  readonly place: Place;
  readonly actionArn: string;
  readonly alarmName: string;
  readonly state: StateValue;
  readonly threshold: number | undefined;
  /** The newest datapoint that decided. */
  readonly value: number | undefined;
}

/** Carries out actions of one kind. */
export interface ActionHandler {
  /** Of the ARNs that it is for: `arn:aws:autoscaling:`. */
  readonly prefix: string;
  /** @throws Error when the action fails; the alarm's history shows the message */
  run(action: AlarmAction): void;
}

/** Actions that scale are taken again every minute for as long as the alarm stays in its state. */
export function isRepeated(actionArn: string): boolean {
  return /^arn:[^:]+:autoscaling:/.test(actionArn);
}

/** Kinds of actions that AWS knows. */
const KNOWN = /^arn:[^:]+:(sns|lambda|autoscaling|automate|swf|ssm|ssm-incidents|aiops):[^:]*:.+$/;

/** Whether PutMetricAlarm takes the text as an action. */
export function isActionArn(text: string): boolean {
  return KNOWN.test(text);
}
