import {
  CreateTargetGroupCommand,
  type CreateTargetGroupInput,
  DeleteTargetGroupCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DuplicateTargetGroupNameException,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
  ResourceInUseException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { VPC_ID } from '../../ec2/testing/networks.ts';
import { createVirtualWorld, forwardTo } from '../testing/world.ts';

const WANTED = { Name: 'blue', Protocol: 'HTTP', Port: 8080, VpcId: VPC_ID, TargetType: 'ip' } as const;

describe('target groups', () => {
  test('have the defaults that AWS gives to HTTP groups', async () => {
    const { client } = createVirtualWorld();
    const { TargetGroups } = await client.send(new CreateTargetGroupCommand(WANTED));
    expect(TargetGroups).toEqual([
      {
        TargetGroupArn: expect.stringMatching(
          /^arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup\/blue\/[0-9a-f]{16}$/,
        ),
        TargetGroupName: 'blue',
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: VPC_ID,
        HealthCheckProtocol: 'HTTP',
        HealthCheckPort: 'traffic-port',
        HealthCheckEnabled: true,
        HealthCheckIntervalSeconds: 30,
        HealthCheckTimeoutSeconds: 5,
        HealthyThresholdCount: 5,
        UnhealthyThresholdCount: 2,
        HealthCheckPath: '/',
        Matcher: { HttpCode: '200' },
        LoadBalancerArns: [],
        TargetType: 'ip',
        ProtocolVersion: 'HTTP1',
        IpAddressType: 'ipv4',
      },
    ]);
  });

  test.each([5, 6])('the default timeout is a setting: %i s', async (healthCheckTimeoutSeconds) => {
    const { client } = createVirtualWorld({ settings: { healthCheckTimeoutSeconds } });
    const { TargetGroups } = await client.send(new CreateTargetGroupCommand(WANTED));
    expect(TargetGroups?.[0]?.HealthCheckTimeoutSeconds).toBe(healthCheckTimeoutSeconds);
  });

  test('the load balancer of a group shows as soon as a rule names it, with weight 0 too', async () => {
    const world = createVirtualWorld();
    const [blue, green] = [await world.makeGroup('blue'), await world.makeGroup('green')];
    const loadBalancer = await world.makeLoadBalancer();
    await world.makeListener(loadBalancer, [forwardTo([blue, 1], [green, 0])]);
    const { TargetGroups } = await world.client.send(
      new DescribeTargetGroupsCommand({ LoadBalancerArn: loadBalancer }),
    );
    expect(TargetGroups?.map((group) => [group.TargetGroupName, group.LoadBalancerArns])).toEqual([
      ['blue', [loadBalancer]],
      ['green', [loadBalancer]],
    ]);
  });

  test('creating the same again gives the one that is there, another under its name is refused', async () => {
    const { client, makeGroup } = createVirtualWorld();
    const first = await makeGroup('blue');
    expect(await makeGroup('blue')).toBe(first);
    const other = client.send(new CreateTargetGroupCommand({ ...WANTED, Port: 80 }));
    await expect(other).rejects.toBeInstanceOf(DuplicateTargetGroupNameException);
    await expect(other).rejects.toThrow(
      "A target group with the same name 'blue' exists, but with different settings",
    );
  });

  test('what is in use is not deleted; what is gone deletes without error', async () => {
    const world = createVirtualWorld();
    const TargetGroupArn = await world.makeGroup('blue');
    await world.makeListener(await world.makeLoadBalancer(), [forwardTo([TargetGroupArn, 0])]);
    const call = world.client.send(new DeleteTargetGroupCommand({ TargetGroupArn }));
    await expect(call).rejects.toBeInstanceOf(ResourceInUseException);
    await expect(call).rejects.toThrow(
      `Target group '${TargetGroupArn}' is currently in use by a listener or a rule`,
    );
    const free = await world.makeGroup('green');
    await world.client.send(new DeleteTargetGroupCommand({ TargetGroupArn: free }));
    await world.client.send(new DeleteTargetGroupCommand({ TargetGroupArn: free }));
    await expect(world.client.send(new DescribeTargetGroupsCommand({ Names: ['green'] }))).rejects.toThrow(
      "Target groups '[green]' not found",
    );
  });

  test.each<[Partial<CreateTargetGroupInput>, string, string]>([
    [{ TargetType: undefined }, 'NotImplemented', 'target type instance (TargetType must be ip)'],
    [{ TargetType: 'lambda' }, 'NotImplemented', 'target type lambda'],
    [{ Protocol: 'HTTPS' }, 'NotImplemented', 'protocol HTTPS'],
    [{ ProtocolVersion: 'GRPC' }, 'NotImplemented', 'protocol version GRPC'],
    [{ IpAddressType: 'ipv6' }, 'NotImplemented', 'IP address type ipv6'],
    [{ VpcId: undefined }, 'ValidationError', "Value null at 'vpcId'"],
    [
      { Port: 70_000 },
      'ValidationError',
      "at 'port' failed to satisfy constraint: Member must have value less than or equal to 65535",
    ],
    [{ Name: 'blue-' }, 'ValidationError', "Target group name 'blue-' cannot begin or end"],
    [
      { HealthCheckIntervalSeconds: 4 },
      'ValidationError',
      'Member must have value greater than or equal to 5',
    ],
    [
      { HealthCheckTimeoutSeconds: 1 },
      'ValidationError',
      'Member must have value greater than or equal to 2',
    ],
    [
      { HealthyThresholdCount: 1 },
      'ValidationError',
      "at 'healthyThresholdCount' failed to satisfy constraint: Member must have value greater than or equal to 2",
    ],
    [
      { UnhealthyThresholdCount: 11 },
      'ValidationError',
      "at 'unhealthyThresholdCount' failed to satisfy constraint: Member must have value less than or equal to 10",
    ],
    [
      { HealthCheckIntervalSeconds: 5 },
      'ValidationError',
      "timeout '5' must be smaller than the interval '5'",
    ],
    [{ HealthCheckPath: 'healthz' }, 'ValidationError', "must begin with a '/' character"],
    [{ HealthCheckPort: '0' }, 'ValidationError', "must be 'traffic-port' or a port number"],
    [{ HealthCheckProtocol: 'HTTPS' }, 'NotImplemented', 'health checks over HTTPS'],
    [
      { HealthCheckEnabled: false },
      'ValidationError',
      "must be true for target groups with target type 'ip'",
    ],
    [{ Matcher: { HttpCode: '500' } }, 'InvalidConfigurationRequestException', "within '200-499' inclusive"],
  ])('%j is refused with %s', async (input, name, message) => {
    const { client } = createVirtualWorld();
    const call = client.send(new CreateTargetGroupCommand({ ...WANTED, ...input }));
    await expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });

  test('ModifyTargetGroup changes what it names', async () => {
    const { client, makeGroup } = createVirtualWorld();
    const TargetGroupArn = await makeGroup('blue', { HealthCheckPath: '/healthz' });
    const { TargetGroups } = await client.send(
      new ModifyTargetGroupCommand({
        TargetGroupArn,
        HealthCheckIntervalSeconds: 10,
        Matcher: { HttpCode: '200-299' },
      }),
    );
    expect(TargetGroups?.[0]).toMatchObject({
      HealthCheckPath: '/healthz',
      HealthCheckIntervalSeconds: 10,
      Matcher: { HttpCode: '200-299' },
    });
  });
});

describe('target group attributes', () => {
  test('have AWS defaults', async () => {
    const { client, makeGroup } = createVirtualWorld();
    const { Attributes } = await client.send(
      new DescribeTargetGroupAttributesCommand({ TargetGroupArn: await makeGroup('blue') }),
    );
    expect(Object.fromEntries((Attributes ?? []).map(({ Key, Value }) => [Key, Value]))).toMatchObject({
      'deregistration_delay.timeout_seconds': '300',
      'stickiness.enabled': 'false',
      'slow_start.duration_seconds': '0',
      'load_balancing.algorithm.type': 'round_robin',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': 'off',
    });
  });

  test.each([
    ['deregistration_delay.timeout_seconds', '3601', 'InvalidConfigurationRequestException'],
    ['slow_start.duration_seconds', '29', 'InvalidConfigurationRequestException'],
    ['load_balancing.algorithm.anomaly_mitigation', 'on', 'NotImplemented'],
    ['load_balancing.cross_zone.enabled', 'false', 'NotImplemented'],
    ['stickiness.lb_cookie.duration_seconds', '604801', 'InvalidConfigurationRequestException'],
    [
      'target_group_health.dns_failover.minimum_healthy_targets.percentage',
      '101',
      'InvalidConfigurationRequestException',
    ],
    ['proxy_protocol_v2.enabled', 'true', 'ValidationError'],
  ])('%s=%s is refused with %s', async (Key, Value, name) => {
    const { client, makeGroup } = createVirtualWorld();
    const TargetGroupArn = await makeGroup('blue');
    const call = client.send(
      new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes: [{ Key, Value }] }),
    );
    await expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(Key) });
  });
});
