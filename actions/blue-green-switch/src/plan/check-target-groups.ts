import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import { regionOf } from '../../../../lib/aws/arn.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import { type PerSlot, SLOTS } from '../../../../lib/aws/target.ts';

type TargetGroups = PerSlot<TargetGroup>;

/**
 * Sees that one rule can forward to both slots: a target group belongs to one load balancer, which is in one VPC.
 * @param mayLack whether a group may be on none yet
 * @throws ActionFailure when the two are not on the same one, or could not be
 */
export function checkLoadBalancer(groups: TargetGroups, mayLack = false): void {
  refuseTwoVpcs(groups);
  const [blue, green] = SLOTS.map((slot) => {
    const { LoadBalancerArns: [arn] = [], TargetGroupArn } = groups[slot];
    if (arn !== undefined || mayLack) return arn;
    throw new ActionFailure({
      cause: `The target group of slot ${slot}, ${TargetGroupArn}, is on no load balancer.`,
      advice:
        'Run mode: bootstrap, which puts it into every production rule with weight 0 and goes on as a release.',
    });
  });
  if (blue === green || blue === undefined || green === undefined) return;
  throw new ActionFailure({
    cause: `The target groups of the slots are on two load balancers, blue on ${blue} and green on ${green}, so no rule can forward to both.`,
    advice:
      'A target group belongs to one load balancer: create a new group for the slot on the wrong one, forward to it with weight 0, and name it in the service and in the target.',
  });
}

function refuseTwoVpcs({ blue, green }: TargetGroups): void {
  if (blue.VpcId === green.VpcId) return;
  throw new ActionFailure({
    cause: `The target groups of the slots are in two VPCs, blue in ${blue.VpcId} and green in ${green.VpcId}, so no load balancer can forward to both.`,
    advice:
      'The VPC of a target group cannot be changed: create a new group for the slot in the wrong one, and name it in the service and in the target.',
  });
}

/** What decides whether a target is healthy, and how soon. */
const SETTINGS: Readonly<Record<string, (group: TargetGroup) => string | number | undefined>> = {
  protocol: ({ HealthCheckProtocol }) => HealthCheckProtocol,
  port: ({ HealthCheckPort }) => HealthCheckPort,
  path: ({ HealthCheckPath }) => HealthCheckPath,
  'interval in seconds': ({ HealthCheckIntervalSeconds }) => HealthCheckIntervalSeconds,
  'timeout in seconds': ({ HealthCheckTimeoutSeconds }) => HealthCheckTimeoutSeconds,
  'healthy threshold': ({ HealthyThresholdCount }) => HealthyThresholdCount,
  'unhealthy threshold': ({ UnhealthyThresholdCount }) => UnhealthyThresholdCount,
  matcher: ({ Matcher }) => Matcher?.HttpCode ?? Matcher?.GrpcCode,
};

/**
 * Sees that healthy means the same in both slots; else a release would pass in one and fail in the other.
 * @throws ActionFailure that names the settings in which the health checks differ
 */
export function checkTwins({ blue, green }: TargetGroups): void {
  const differences = Object.entries(SETTINGS).flatMap(([name, read]) =>
    read(blue) === read(green) ? [] : [`${name} ${read(blue)} and ${read(green)}`],
  );
  if (differences.length === 0) return;
  const arn = green.TargetGroupArn ?? '';
  const command = awsCommand('elbv2 modify-target-group', regionOf(arn), { 'target-group-arn': arn });
  throw new ActionFailure({
    cause: `The target groups of blue and green have different health checks: ${differences.join(', ')}.`,
    advice: `Give both the settings that are right, where they are defined or by hand: ${command}`,
  });
}
