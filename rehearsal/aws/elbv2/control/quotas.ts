import { AwsError } from '../../kernel/errors.ts';

/** How many of each AWS lets an account have without asking. */
export interface Quotas {
  readonly loadBalancers: number;
  readonly targetGroups: number;
  readonly listenersPerLoadBalancer: number;
  /** Default rules do not count. */
  readonly rulesPerLoadBalancer: number;
  /** Listeners' default certificates do not count. */
  readonly certificatesPerLoadBalancer: number;
  readonly targetGroupsPerLoadBalancer: number;
  readonly targetsPerLoadBalancer: number;
  readonly targetsPerTargetGroup: number;
}

export const DEFAULT_QUOTAS: Quotas = {
  loadBalancers: 50,
  targetGroups: 3000,
  listenersPerLoadBalancer: 50,
  rulesPerLoadBalancer: 100,
  certificatesPerLoadBalancer: 25,
  targetGroupsPerLoadBalancer: 100,
  targetsPerLoadBalancer: 1000,
  targetsPerTargetGroup: 1000,
};

/** Most target groups of one forward action: AWS raises this one for nobody. */
export const GROUPS_PER_ACTION = 5;

/** Most values in the conditions of one rule, and most wildcards in them. */
export const VALUES_PER_RULE = 5;
export const WILDCARDS_PER_RULE = 6;

interface Limit {
  /** What AWS answers: `TooManyRules`. */
  readonly code: string;
  /** What there are too many of: `rules per load balancer`. */
  readonly of: string;
  readonly most: number;
  /** Where: `load balancer 'arn'`; left out for the account. */
  readonly on?: string;
}

/**
 * Refuses what would go beyond a quota.
 * @param wanted how many there would be
 * @throws AwsError with the limit's code
 */
export function checkQuota(wanted: number, { code, of, most, on }: Limit): void {
  if (wanted <= most) return;
  const place = on === undefined ? '' : ` on ${on}`;
  throw new AwsError(code, `The maximum number of ${of} '${most}' has been reached${place}`);
}
