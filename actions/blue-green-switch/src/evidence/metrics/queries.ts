import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { placeOf, targetGroupDimension } from '../../../../../lib/aws/load-balancer/arns.ts';
import { SLOTS, type SlotName, type Target } from '../../../../../lib/aws/target.ts';

/** Load balancers publish by the minute. */
export const PERIOD_SECONDS = 60;

/** Metrics of the whole load balancer, by what they are called here. */
const OF_LOAD_BALANCER = {
  requests: ['RequestCount', 'Sum'],
  elb5xx: ['HTTPCode_ELB_5XX_Count', 'Sum'],
} as const;

/** Metrics of one slot's target group. */
const OF_SLOT = {
  requests: ['RequestCount', 'Sum'],
  target5xx: ['HTTPCode_Target_5XX_Count', 'Sum'],
  p50: ['TargetResponseTime', 'p50'],
  p95: ['TargetResponseTime', 'p95'],
} as const;

export type LoadBalancerMetric = keyof typeof OF_LOAD_BALANCER;
export type SlotMetric = keyof typeof OF_SLOT;

/** By which name a series is asked for, and found in the answer. */
export function queryId(subject: 'elb' | 'blue' | 'green', metric: LoadBalancerMetric | SlotMetric): string {
  return `${subject}_${metric}`;
}

/** Everything that is asked of CloudWatch, for one call. */
export function listQueries(target: Target): MetricDataQuery[] {
  // A target's groups, and so all of its rules, are on one load balancer.
  const { loadBalancerDimension: LoadBalancer } = placeOf(target.productionRules[0] ?? '');
  const ofBalancer = queriesFor('elb', OF_LOAD_BALANCER, { LoadBalancer });
  const ofSlots = SLOTS.flatMap((slot) => {
    const TargetGroup = targetGroupDimension(target.slots[slot].targetGroup);
    return queriesFor(slot, OF_SLOT, { LoadBalancer, TargetGroup });
  });
  return [...ofBalancer, ...ofSlots];
}

/** Requests alone: all of the load balancer's, and those that one slot got of them. */
export function listRequestQueries(target: Target, slot: SlotName): MetricDataQuery[] {
  const wanted = [queryId('elb', 'requests'), queryId(slot, 'requests')];
  return listQueries(target).filter(({ Id = '' }) => wanted.includes(Id));
}

function queriesFor(
  subject: Parameters<typeof queryId>[0],
  metrics: Readonly<Record<string, readonly [name: string, statistic: string]>>,
  dimensions: Readonly<Record<string, string>>,
): MetricDataQuery[] {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return Object.entries(metrics).map(([metric, [MetricName, Stat]]) => ({
    Id: queryId(subject, metric as LoadBalancerMetric | SlotMetric),
    MetricStat: {
      Metric: { Namespace: 'AWS/ApplicationELB', MetricName, Dimensions },
      Period: PERIOD_SECONDS,
      Stat,
    },
  }));
}
