/** How a target group's attributes make a node choose among its targets. */
export interface GroupRouting {
  readonly algorithm: Algorithm;
  /** Milliseconds over which a target that became healthy is given its full share; 0 for at once. */
  readonly slowStart: number;
  readonly minimumHealthy: MinimumHealthy;
  readonly stickiness: TargetStickiness | undefined;
}

export type Algorithm = 'round_robin' | 'least_outstanding_requests' | 'weighted_random';

/** With fewer healthy targets than this, requests go to all of a group's targets. */
export interface MinimumHealthy {
  readonly count: number;
  /** Of the registered targets, 0 to 100. */
  readonly percentage: number;
}

export interface TargetStickiness {
  /** The application's own cookie, without which a client does not stick; undefined for the load balancer's own. */
  readonly applicationCookie: string | undefined;
  /** Milliseconds. */
  readonly duration: number;
}

const HEALTH = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets';

/** Reads what was accepted as attributes of the group. */
export function compileGroupRouting(attributes: ReadonlyMap<string, string>): GroupRouting {
  const numberOf = (key: string) => Number(attributes.get(key) ?? 0);
  const unlessOff = (key: string) => (attributes.get(key) === 'off' ? 0 : numberOf(key));
  return {
    algorithm: (attributes.get('load_balancing.algorithm.type') ?? 'round_robin') as Algorithm,
    slowStart: numberOf('slow_start.duration_seconds') * 1000,
    minimumHealthy: { count: unlessOff(`${HEALTH}.count`), percentage: unlessOff(`${HEALTH}.percentage`) },
    stickiness: attributes.get('stickiness.enabled') === 'true' ? compileStickiness(attributes) : undefined,
  };
}

function compileStickiness(attributes: ReadonlyMap<string, string>): TargetStickiness {
  const type = attributes.get('stickiness.type') ?? 'lb_cookie';
  return {
    applicationCookie:
      type === 'app_cookie' ? attributes.get('stickiness.app_cookie.cookie_name') : undefined,
    duration: Number(attributes.get(`stickiness.${type}.duration_seconds`)) * 1000,
  };
}
