import { AwsError } from '../../kernel/errors.ts';
import {
  type AttributeModel,
  type AttributeModels,
  numberAttribute,
  onlyDefault,
  onlyImplemented,
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
  };
}

/**
 * Attributes of target groups of application load balancers with AWS's defaults and limits. Every node serves every zone and
 * no DNS fails over, so what only tells zones apart changes nothing here.
 */
export const TARGET_GROUP_ATTRIBUTES: AttributeModels = {
  'deregistration_delay.timeout_seconds': numberAttribute(300, 0, 3600),
  'load_balancing.algorithm.anomaly_mitigation': onlyDefault(wordAttribute('off', 'on')),
  'load_balancing.algorithm.type': wordAttribute(
    'round_robin',
    'least_outstanding_requests',
    'weighted_random',
  ),
  'load_balancing.cross_zone.enabled': onlyImplemented(
    wordAttribute('use_load_balancer_configuration', 'true', 'false'),
    ['use_load_balancer_configuration', 'true'],
  ),
  'slow_start.duration_seconds': numberAttribute(0, 30, 900),
  'stickiness.app_cookie.cookie_name': textAttribute(),
  'stickiness.app_cookie.duration_seconds': numberAttribute(DAY, 1, WEEK),
  'stickiness.enabled': wordAttribute('false', 'true'),
  'stickiness.lb_cookie.duration_seconds': numberAttribute(DAY, 1, WEEK),
  'stickiness.type': wordAttribute('lb_cookie', 'app_cookie'),
  'target_group_health.dns_failover.minimum_healthy_targets.count': targetsOrOff('1', 1000),
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': targetsOrOff('off', 100),
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': numberAttribute(1, 1, 1000),
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': targetsOrOff('off', 100),
};

const RESERVED_COOKIE = /^(AWSALB|AWSALBAPP|AWSALBTG)/;

/**
 * What AWS refuses in combination, whichever of the two was set first.
 * @throws AwsError InvalidConfigurationRequest
 */
export function checkTogether(attributes: ReadonlyMap<string, string>): void {
  const algorithm = attributes.get('load_balancing.algorithm.type');
  const isSlow = attributes.get('slow_start.duration_seconds') !== '0';
  const isSticky = attributes.get('stickiness.enabled') === 'true';
  if (isSlow && algorithm === 'least_outstanding_requests') {
    throw refused(
      'You cannot enable both slow start and least outstanding requests algorithm on a target group',
    );
  }
  if (isSlow && algorithm === 'weighted_random') {
    throw refused('You cannot enable both slow start and weighted random algorithm on a target group');
  }
  if (isSticky && algorithm === 'weighted_random') {
    throw refused(
      'You cannot have both stickiness and weighted random algorithm enabled on the same target group.',
    );
  }
  const cookie = attributes.get('stickiness.app_cookie.cookie_name') ?? '';
  if (RESERVED_COOKIE.test(cookie)) throw refused(`The cookie name '${cookie}' is reserved`);
  if (isSticky && attributes.get('stickiness.type') === 'app_cookie' && cookie === '') {
    throw refused('You must specify a cookie name to enable stickiness of type app_cookie');
  }
}

function refused(message: string): AwsError {
  return new AwsError('InvalidConfigurationRequest', message);
}
