import type { Range } from '../elbv2/settings.ts';

/** What AWS leaves open or promises only roughly. Times in milliseconds. */
export interface CloudWatchSettings {
  /** From PutMetricData until statistics show the data; AWS says "up to two minutes". Drawn for each call. */
  readonly customMetricDelay: Range;
  /** From the end of its minute until a load balancer's datapoint shows. Drawn for each minute. */
  readonly loadBalancerDelay: Range;
  /** From the end of its minute until an ECS service's datapoint shows. Drawn for each minute. */
  readonly ecsDelay: Range;
  /** From a metric's first data until ListMetrics shows it; AWS says "up to fifteen minutes". */
  readonly newMetricDelay: number;
  /** Periods that an evaluation looks back beyond EvaluationPeriods. AWS's examples show two. */
  readonly extraPeriods: number;
  /**
   * What an alarm makes of a range whose only datapoints breach, but too few and too young, while missing data is
   * `missing`. The documentation says only that it is not ALARM yet.
   */
  readonly youngBreach: 'keep' | 'ok';
}

export const DEFAULT_SETTINGS: CloudWatchSettings = {
  customMetricDelay: { min: 500, max: 5_000 },
  loadBalancerDelay: { min: 60_000, max: 180_000 },
  ecsDelay: { min: 30_000, max: 90_000 },
  newMetricDelay: 120_000,
  extraPeriods: 2,
  youngBreach: 'keep',
};
