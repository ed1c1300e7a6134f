import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DeleteLoadBalancerCommand,
  DescribeTargetGroupsCommand,
  type ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { SUBNETS, VPC_ID } from '../../ec2/testing/networks.ts';
import type { TargetGroups } from '../../elbv2/target-groups.ts';

/** What a test sets of its target group. */
export interface WebGroupOptions {
  readonly name?: string;
  readonly deregistrationDelaySeconds?: number;
  /** The group's weight beside another, empty group of weight 1. */
  readonly weight?: number;
}

/** Makes a target group that checks /readyz every 5 s, behind a listener of a load balancer. */
export async function createWebGroup(
  client: ElasticLoadBalancingV2Client,
  { name = 'web', deregistrationDelaySeconds = 30, weight = 1 }: WebGroupOptions = {},
): Promise<string> {
  const arn = await createGroup(client, name);
  const Attributes = [
    { Key: 'deregistration_delay.timeout_seconds', Value: String(deregistrationDelaySeconds) },
  ];
  await client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: arn, Attributes }));
  const { LoadBalancers = [] } = await client.send(
    new CreateLoadBalancerCommand({ Name: name, Subnets: SUBNETS.slice(0, 2) }),
  );
  const TargetGroups = [
    { TargetGroupArn: arn, Weight: weight },
    { TargetGroupArn: await createGroup(client, `${name}-other`), Weight: 1 },
  ];
  await client.send(
    new CreateListenerCommand({
      LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
    }),
  );
  return arn;
}

/** Makes a target group that is in no rule. */
export async function createGroup(client: ElasticLoadBalancingV2Client, Name: string): Promise<string> {
  const { TargetGroups = [] } = await client.send(
    new CreateTargetGroupCommand({
      Name,
      Protocol: 'HTTP',
      Port: 8080,
      VpcId: VPC_ID,
      TargetType: 'ip',
      HealthCheckPath: '/readyz',
      HealthCheckIntervalSeconds: 5,
      HealthCheckTimeoutSeconds: 4,
      UnhealthyThresholdCount: 2,
    }),
  );
  return TargetGroups[0]?.TargetGroupArn ?? '';
}

/** Takes the group out of every rule. */
export async function removeLoadBalancer(client: ElasticLoadBalancingV2Client, group: string): Promise<void> {
  const { TargetGroups = [] } = await client.send(
    new DescribeTargetGroupsCommand({ TargetGroupArns: [group] }),
  );
  const LoadBalancerArn = TargetGroups[0]?.LoadBalancerArns?.[0];
  await client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
}

/** The same target groups, with a line in `journal` for everything that ECS does to them. */
export function recordRegistrations(targetGroups: TargetGroups, journal: string[]): TargetGroups {
  return {
    ...targetGroups,
    register(group, target) {
      journal.push(`register ${target.id}`);
      targetGroups.register(group, target);
    },
    deregister(group, target) {
      journal.push(`deregister ${target.id}`);
      targetGroups.deregister(group, target);
    },
  };
}
