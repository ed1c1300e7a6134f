import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';

/** Alarms are evaluated on data this late, in milliseconds: a load balancer's minutes come 60 to 180 s after their end. */
const LOAD_BALANCER_LAG = 180_000;

/** For any other metric: "up to two minutes" (PutMetricData). */
const USUAL_LAG = 120_000;

const LOAD_BALANCERS = /^AWS\/(ApplicationELB|NetworkELB|GatewayELB|ELB)$/;

/** What the slowest of several alarms needs. */
export interface SlowestAlarm {
  readonly name: string;
  /** Milliseconds that its periods take. */
  readonly watched: number;
  /** Milliseconds until its metric can be read. */
  readonly lag: number;
}

/**
 * Finds the alarm that takes the longest from a change of its metric to a state that rests on nothing older. A bake that
 * is shorter would end before that alarm could tell.
 * @param alarms with those that composite ones depend on, which themselves take no time
 * @returns undefined when no metric alarm is among them
 */
export function findSlowest(alarms: readonly Alarm[]): SlowestAlarm | undefined {
  const all = alarms.flatMap(({ name, basis }) => {
    if (basis.kind === 'alarms') return [];
    const { namespaces, period, evaluationPeriods } = basis;
    const isBalancer = namespaces.some((namespace) => LOAD_BALANCERS.test(namespace));
    const lag = isBalancer ? LOAD_BALANCER_LAG : USUAL_LAG;
    return [{ name, watched: period * evaluationPeriods * 1_000, lag }];
  });
  return all.sort((a, b) => b.watched + b.lag - (a.watched + a.lag)).at(0);
}
