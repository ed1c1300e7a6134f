import type { CompositeAlarm, MetricAlarm, StateValue } from '@aws-sdk/client-cloudwatch';
import { alarmsInRule } from './alarms-in-rule.ts';

/** A CloudWatch alarm, metric or composite. */
export interface Alarm {
  readonly name: string;
  readonly arn: string;
  readonly state: StateValue;
  /** In AWS's words, or those of whoever set the state by hand. */
  readonly reason: string;
  /** When the state became what it is, milliseconds since the epoch; undefined when AWS does not say. */
  readonly since: number | undefined;
  readonly basis: AlarmBasis;
}

/** What an alarm's state depends on. */
export type AlarmBasis =
  | {
      readonly kind: 'metrics';
      /** Of each metric, as far as they can be read: some alarms look at a query or an account's metrics. */
      readonly namespaces: readonly string[];
      /** The longest one, in seconds. */
      readonly period: number;
      readonly evaluationPeriods: number;
    }
  | {
      readonly kind: 'alarms';
      /** Names of the alarms of its rule. */
      readonly names: readonly string[];
    };

export function toMetricAlarm(alarm: MetricAlarm): Alarm {
  const metrics = (alarm.Metrics ?? []).flatMap(({ MetricStat, Period }) => ({
    namespace: MetricStat?.Metric?.Namespace,
    period: MetricStat?.Period ?? Period ?? 0,
  }));
  const all = [{ namespace: alarm.Namespace, period: alarm.Period ?? 0 }, ...metrics];
  return {
    ...toBase(alarm),
    basis: {
      kind: 'metrics',
      namespaces: all.flatMap(({ namespace = [] }) => namespace),
      period: Math.max(...all.map(({ period }) => period)),
      evaluationPeriods: alarm.EvaluationPeriods ?? 1,
    },
  };
}

export function toCompositeAlarm(alarm: CompositeAlarm): Alarm {
  return { ...toBase(alarm), basis: { kind: 'alarms', names: alarmsInRule(alarm.AlarmRule ?? '') } };
}

function toBase(alarm: MetricAlarm | CompositeAlarm) {
  return {
    name: alarm.AlarmName ?? '',
    arn: alarm.AlarmArn ?? '',
    state: alarm.StateValue ?? 'INSUFFICIENT_DATA',
    reason: alarm.StateReason ?? '',
    // StateUpdatedTimestamp also moves when the state stays as it is.
    since: alarm.StateTransitionedTimestamp?.getTime(),
  };
}
