import {
  type AttributeModel,
  type AttributeModels,
  numberAttribute,
  onlyDefault,
  textAttribute,
  wordAttribute,
} from './attributes.ts';

const DAY = 86_400;
const WEEK = 604_800;

/** A count or a percentage of targets, or `off`. */
function targetsOrOff(initial: string, max: number): AttributeModel {
  const { allows, allowed } = numberAttribute(1, 1, max);
  return {
    initial,
    allows: (value) => value === 'off' || allows(value),
    allowed: `off or ${allowed}`,
    fixed: true,
  };
}

/**
 * Attributes of target groups of application load balancers with AWS's defaults and limits. Stickiness, slow start, other
 * algorithms and health thresholds are not acted on yet, so they keep their defaults.
 */
export const TARGET_GROUP_ATTRIBUTES: AttributeModels = {
  'deregistration_delay.timeout_seconds': numberAttribute(300, 0, 3600),
  'load_balancing.algorithm.anomaly_mitigation': onlyDefault(wordAttribute('off', 'on')),
  'load_balancing.algorithm.type': onlyDefault(
    wordAttribute('round_robin', 'least_outstanding_requests', 'weighted_random'),
  ),
  'load_balancing.cross_zone.enabled': onlyDefault(
    wordAttribute('use_load_balancer_configuration', 'true', 'false'),
  ),
  'slow_start.duration_seconds': onlyDefault(numberAttribute(0, 30, 900)),
  'stickiness.app_cookie.cookie_name': textAttribute(),
  'stickiness.app_cookie.duration_seconds': numberAttribute(DAY, 1, WEEK),
  'stickiness.enabled': onlyDefault(wordAttribute('false', 'true')),
  'stickiness.lb_cookie.duration_seconds': numberAttribute(DAY, 1, WEEK),
  'stickiness.type': wordAttribute('lb_cookie', 'app_cookie'),
  'target_group_health.dns_failover.minimum_healthy_targets.count': targetsOrOff('1', 1000),
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': targetsOrOff('off', 100),
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': onlyDefault(
    numberAttribute(1, 1, 1000),
  ),
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': targetsOrOff('off', 100),
};
