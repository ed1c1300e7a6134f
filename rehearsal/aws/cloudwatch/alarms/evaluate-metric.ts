import { answerQueries, readDatapoints } from '../data/query.ts';
import { floorTo, type MetricStore } from '../metrics/store.ts';
import type { CloudWatchSettings } from '../settings.ts';
import type { MetricAlarmRecord } from './alarm-record.ts';
import { judge, type Slot, type Verdict } from './judge.ts';
import { explain, explainAsData } from './reason.ts';
import type { NewState } from './transitions.ts';

const MINUTE = 60_000;

/** How often an alarm is looked at, in milliseconds: every minute, with periods below one every ten seconds. */
export function evaluationInterval({ watch }: MetricAlarmRecord): number {
  return watch.periodSeconds < 60 ? 10_000 : MINUTE;
}

export interface Evaluation {
  /** Undefined when the alarm keeps its state. */
  readonly state: NewState | undefined;
  /** The newest datapoint. */
  readonly value: number | undefined;
}

/**
 * Looks at the evaluation range of a metric alarm: its periods, and some more, back from the last whole minute, or from
 * the last ten seconds of a minute for periods shorter than one.
 */
export function evaluateMetric(
  store: MetricStore,
  alarm: MetricAlarmRecord,
  now: number,
  settings: CloudWatchSettings,
): Evaluation {
  const { watch } = alarm;
  const period = watch.periodSeconds * 1000;
  const to = floorTo(now, evaluationInterval(alarm));
  const length = watch.evaluationPeriods + settings.extraPeriods;
  const span = { from: to - length * period, to };
  const series = answerQueries(store, watch.queries, () => span).get(watch.watched) ?? new Map();
  const slots = Array.from({ length }, (_, index): Slot => {
    const start = to - (index + 1) * period;
    const value = series.get(start);
    return value === undefined ? { start } : { start, value };
  });
  const verdict = judge(slots, watch, settings);
  const value = verdict.evaluated[0]?.value;
  if (verdict.state === undefined) return { state: undefined, value };
  const reason = explain(verdict.state, verdict, watch);
  const reasonData = describe(store, alarm, { verdict, slots, span, now });
  return { state: { value: verdict.state, reason, reasonData }, value };
}

function describe(
  store: MetricStore,
  { watch, given }: MetricAlarmRecord,
  facts: {
    readonly verdict: Verdict;
    readonly slots: readonly Slot[];
    readonly span: { readonly from: number; readonly to: number };
    readonly now: number;
  },
): string {
  const query = watch.queries.find(({ id }) => id === watch.watched);
  const datapoints = query?.kind === 'metric' ? readDatapoints(store, query, facts.span) : [];
  const samples = new Map(datapoints.map(({ start, distribution }) => [start, distribution.sampleCount]));
  return explainAsData(facts.verdict, watch, {
    at: facts.now,
    statistic: given.Statistic ?? given.ExtendedStatistic,
    unit: given.Unit,
    sampleCountOf: (start) => samples.get(start),
    sought: facts.slots.slice(0, watch.evaluationPeriods).map(({ start }) => start),
  });
}
