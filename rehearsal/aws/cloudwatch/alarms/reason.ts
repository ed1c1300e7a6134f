import type { StateValue } from '@aws-sdk/client-cloudwatch';
import type { Comparison, Watch } from './alarm-record.ts';
import { isBreaching, type Verdict } from './judge.ts';

const COMPARED: Record<Comparison, string> = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

/** Why an alarm is in its new state, in CloudWatch's words. */
export function explain(state: StateValue, verdict: Verdict, watch: Watch): string {
  const { evaluated, filled } = verdict;
  if (state === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${count(watch.evaluationPeriods, 'datapoint')} unknown.`;
  }
  const alarms = state === 'ALARM';
  const decisive = evaluated.filter(({ value }) => isBreaching(value, watch) === alarms);
  const parts = [describeReceived(decisive, evaluated.length, alarms, watch)];
  const isFilled = watch.treatMissing === 'breaching' || watch.treatMissing === 'notBreaching';
  if (filled > 0 && isFilled) {
    const as = watch.treatMissing === 'breaching' ? 'Breaching' : 'NonBreaching';
    parts.push(`${count(filled, 'missing datapoint')} treated as [${as}]`);
  }
  return `Threshold Crossed: ${parts.join(' and ')}${minimum(alarms, decisive.length, watch)}.`;
}

function describeReceived(
  decisive: Verdict['evaluated'],
  received: number,
  alarms: boolean,
  watch: Watch,
): string {
  const periods = watch.evaluationPeriods === 1 ? '1 period' : `${watch.evaluationPeriods} periods`;
  if (received === 0) return `no datapoints were received for ${periods}`;
  if (decisive.length === 0) return `${count(received, 'datapoint')} received for ${periods}`;
  const list = `[${decisive.map(({ value, start }) => `${formatDouble(value)} (${formatTime(start)})`).join(', ')}]`;
  const one = decisive.length === 1;
  const subject = watch.isOutOf
    ? `${decisive.length} out of the last ${received} datapoints`
    : `${decisive.length} ${one ? 'datapoint' : 'datapoints'}`;
  const verb = `${one ? 'was' : 'were'}${alarms ? '' : ' not'}`;
  return `${subject} ${list} ${verb} ${COMPARED[watch.comparison]} the threshold (${formatDouble(watch.threshold)})`;
}

/** How many datapoints it takes, which only alarms with DatapointsToAlarm tell. */
function minimum(alarms: boolean, decisive: number, watch: Watch): string {
  if (!watch.isOutOf || decisive === 0) return '';
  const needed = alarms ? watch.datapointsToAlarm : watch.evaluationPeriods - watch.datapointsToAlarm + 1;
  const change = alarms ? 'OK -> ALARM' : 'ALARM -> OK';
  return ` (minimum ${needed} ${needed === 1 ? 'datapoint' : 'datapoints'} for ${change} transition)`;
}

/** `1 datapoint was`, `3 datapoints were`. */
function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun} was` : `${number} ${noun}s were`;
}

/** What a reason's data names beside the alarm's own settings. */
export interface ReasonFacts {
  readonly at: number;
  readonly statistic: string | undefined;
  readonly unit: string | undefined;
  readonly sampleCountOf: (start: number) => number | undefined;
  /** Starts of the periods that were looked for, newest first; shown when nothing came. */
  readonly sought: readonly number[];
}

/** StateReasonData: a JSON document in which every number that may have a fraction is written with one. */
export function explainAsData({ evaluated }: Verdict, watch: Watch, facts: ReasonFacts): string {
  const starts = evaluated.map(({ start }) => start);
  const members = [
    ['version', '"1.0"'],
    ['queryDate', quoteDate(facts.at)],
    ...(starts.length > 0 ? [['startDate', quoteDate(Math.min(...starts))]] : []),
    ...(facts.unit ? [['unit', JSON.stringify(facts.unit)]] : []),
    ...(facts.statistic ? [['statistic', JSON.stringify(facts.statistic)]] : []),
    ['period', String(watch.periodSeconds)],
    [
      'recentDatapoints',
      `[${evaluated
        .map(({ value }) => formatDouble(value))
        .toReversed()
        .join(',')}]`,
    ],
    ['threshold', formatDouble(watch.threshold)],
    ['evaluatedDatapoints', `[${describeEvaluated(evaluated, facts).join(',')}]`],
  ];
  return `{${members.map(([name, json]) => `"${name}":${json}`).join(',')}}`;
}

function describeEvaluated(evaluated: Verdict['evaluated'], facts: ReasonFacts): string[] {
  if (evaluated.length === 0) return facts.sought.map((start) => `{"timestamp":${quoteDate(start)}}`);
  return evaluated.map(({ start, value }) => {
    const samples = facts.sampleCountOf(start);
    const counted = samples === undefined ? '' : `"sampleCount":${formatDouble(samples)},`;
    return `{"timestamp":${quoteDate(start)},${counted}"value":${formatDouble(value)}}`;
  });
}

function quoteDate(moment: number): string {
  return `"${formatDate(moment)}"`;
}

/** `2026-01-01T00:00:00.000+0000` */
export function formatDate(moment: number): string {
  return new Date(moment).toISOString().replace('Z', '+0000');
}

/** `31/12/26 23:59:00` */
function formatTime(moment: number): string {
  const [date = '', time = ''] = new Date(moment).toISOString().split('T');
  const [year = '', month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}

/** A number as Java writes a double: `1.0`, `0.005`, `1.0E7`. */
export function formatDouble(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    return Number.isInteger(value) ? `${value}.0` : String(value);
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}
