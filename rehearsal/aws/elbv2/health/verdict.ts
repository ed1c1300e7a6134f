import type { TargetHealth, TargetHealthReasonEnum } from '@aws-sdk/client-elastic-load-balancing-v2';

/** What one node holds of one target. */
export interface Verdict {
  readonly state: 'initial' | 'healthy' | 'unhealthy';
  /** Checks in a row that speak against this state. */
  readonly streak: number;
  /** Why the last failed check failed. */
  readonly failure?: CheckFailure;
}

/** A check that did not pass, as DescribeTargetHealth tells it. */
export interface CheckFailure {
  readonly reason: TargetHealthReasonEnum;
  readonly description: string;
}

export interface Thresholds {
  readonly healthy: number;
  readonly unhealthy: number;
}

export const INITIAL: Verdict = { state: 'initial', streak: 0 };

/**
 * The verdict after one more check. One pass makes a new target healthy; after that it takes a whole threshold of checks
 * in a row to change.
 */
export function judge(verdict: Verdict, failure: CheckFailure | undefined, thresholds: Thresholds): Verdict {
  if (!failure) {
    if (verdict.state !== 'unhealthy') return { state: 'healthy', streak: 0 };
    const passes = verdict.streak + 1;
    return passes >= thresholds.healthy ? { state: 'healthy', streak: 0 } : { ...verdict, streak: passes };
  }
  if (verdict.state === 'unhealthy') return { state: 'unhealthy', streak: 0, failure };
  const failures = verdict.streak + 1;
  return failures >= thresholds.unhealthy
    ? { state: 'unhealthy', streak: 0, failure }
    : { state: verdict.state, streak: failures, failure };
}

/** The one health that the API shows, out of what each node holds. */
export function combine(verdicts: readonly Verdict[], healthyWhen: 'every-node' | 'any-node'): TargetHealth {
  const is = (state: Verdict['state']) => (verdict: Verdict) => verdict.state === state;
  const healthy = healthyWhen === 'any-node' ? verdicts.some(is('healthy')) : verdicts.every(is('healthy'));
  if (healthy) return { State: 'healthy' };
  const unhealthy = verdicts.find(is('unhealthy'));
  if (unhealthy && (healthyWhen === 'every-node' || verdicts.every(is('unhealthy')))) {
    return {
      State: 'unhealthy',
      Reason: unhealthy.failure?.reason,
      Description: unhealthy.failure?.description,
    };
  }
  return INITIAL_HEALTH;
}

const INITIAL_HEALTH: TargetHealth = {
  State: 'initial',
  Reason: 'Elb.InitialHealthChecking',
  Description: 'Initial health checks in progress',
};
