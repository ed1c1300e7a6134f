import type { PutMetricAlarmInput, StateValue } from '@aws-sdk/client-cloudwatch';
import type { Query } from '../data/query.ts';
import type { Rule } from './rule.ts';

export type AlarmRecord = MetricAlarmRecord | CompositeAlarmRecord;

interface AlarmBase {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly okActions: readonly string[];
  readonly alarmActions: readonly string[];
  readonly insufficientDataActions: readonly string[];
  readonly configurationUpdatedAt: Date;
  readonly tags: Map<string, string>;
  actionsEnabled: boolean;
  state: AlarmState;
}

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** A JSON document; absent until the alarm was evaluated. */
  readonly reasonData: string | undefined;
  readonly updatedAt: Date;
  /** When the value last changed. */
  readonly transitionedAt: Date;
}

export interface MetricAlarmRecord extends AlarmBase {
  readonly kind: 'metric';
  readonly watch: Watch;
  /** What the alarm watches as the caller gave it, for answers. */
  readonly given: GivenWatch;
}

/** What a metric alarm looks at, and when it breaches. */
export interface Watch {
  readonly queries: readonly Query[];
  /** The query whose values are compared. */
  readonly watched: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** Whether the caller gave DatapointsToAlarm; reasons are worded differently then. */
  readonly isOutOf: boolean;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly treatMissing: TreatMissing;
}

export type TreatMissing = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** The comparisons with a fixed threshold. */
export type Comparison =
  | 'GreaterThanOrEqualToThreshold'
  | 'GreaterThanThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

export type GivenWatch = Pick<
  PutMetricAlarmInput,
  | 'MetricName'
  | 'Namespace'
  | 'Statistic'
  | 'ExtendedStatistic'
  | 'Dimensions'
  | 'Period'
  | 'Unit'
  | 'EvaluationPeriods'
  | 'DatapointsToAlarm'
  | 'Threshold'
  | 'ComparisonOperator'
  | 'TreatMissingData'
  | 'EvaluateLowSampleCountPercentile'
  | 'Metrics'
>;

export interface CompositeAlarmRecord extends AlarmBase {
  readonly kind: 'composite';
  /** As the caller wrote it. */
  readonly ruleText: string;
  readonly rule: Rule;
}

/** The actions of all states. */
export function actionsOf(alarm: AlarmRecord): readonly string[] {
  return [...alarm.okActions, ...alarm.alarmActions, ...alarm.insufficientDataActions];
}

/** A new alarm has not been looked at yet. */
export function uncheckedState(at: Date): AlarmState {
  return {
    value: 'INSUFFICIENT_DATA',
    reason: 'Unchecked: Initial alarm creation',
    reasonData: undefined,
    updatedAt: at,
    transitionedAt: at,
  };
}
