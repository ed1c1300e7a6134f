import type { StateValue } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchSettings } from '../settings.ts';
import type { Comparison, TreatMissing } from './alarm-record.ts';

/** One period of an evaluation range. */
export interface Slot {
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** Absent when no data came. */
  readonly value?: number;
}

export interface Terms {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly treatMissing: TreatMissing;
}

export interface Verdict {
  /** Undefined when the alarm keeps its state. */
  readonly state: StateValue | undefined;
  /** The datapoints that decided, newest first. */
  readonly evaluated: readonly Required<Slot>[];
  /** How many missing periods were filled in. */
  readonly filled: number;
}

/**
 * Decides an alarm's state by the rules of "Configuring how CloudWatch alarms treat missing data": as many real
 * datapoints as EvaluationPeriods decide alone; of fewer, all count, and what is missing is filled in.
 * @param slots the evaluation range, newest first
 */
export function judge(
  slots: readonly Slot[],
  terms: Terms,
  { youngBreach }: Pick<CloudWatchSettings, 'youngBreach'>,
): Verdict {
  const { evaluationPeriods, datapointsToAlarm, treatMissing } = terms;
  const present = slots.filter(hasValue);
  const evaluated = present.slice(0, evaluationPeriods);
  const filled = evaluationPeriods - evaluated.length;
  const breaching = evaluated.filter(({ value }) => isBreaching(value, terms)).length;
  const decide = (count: number): StateValue => (count >= datapointsToAlarm ? 'ALARM' : 'OK');
  const verdict = (state: StateValue | undefined): Verdict => ({ state, evaluated, filled });

  if (filled === 0 || treatMissing === 'notBreaching') return verdict(decide(breaching));
  if (treatMissing === 'breaching') return verdict(decide(breaching + filled));
  const keeps = treatMissing === 'ignore';
  if (evaluated.length === 0) return verdict(keeps ? undefined : 'INSUFFICIENT_DATA');
  if (breaching >= datapointsToAlarm) return verdict('ALARM');
  if (breaching < evaluated.length) return verdict('OK');
  if (keeps) return verdict(undefined);
  // Nothing but breaching datapoints, too few of them: an alarm all the same once the oldest is old enough.
  const age = slots.findLastIndex(hasValue) + 1;
  if (age >= datapointsToAlarm) return verdict('ALARM');
  return verdict(youngBreach === 'ok' ? 'OK' : undefined);
}

function hasValue(slot: Slot): slot is Required<Slot> {
  return slot.value !== undefined;
}

export function isBreaching(
  value: number,
  { threshold, comparison }: Pick<Terms, 'threshold' | 'comparison'>,
): boolean {
  switch (comparison) {
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
  }
}
