import {
  CreateLoadBalancerCommand,
  type CreateLoadBalancerInput,
  DeleteLoadBalancerCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DuplicateLoadBalancerNameException,
  ElasticLoadBalancingV2Client,
  LoadBalancerNotFoundException,
  ModifyLoadBalancerAttributesCommand,
  OperationNotPermittedException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { SECURITY_GROUPS, SUBNETS } from '../../ec2/testing/networks.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createVirtualWorld, forwardTo } from '../testing/world.ts';

const [A = '', B = ''] = SUBNETS;

describe('load balancers', () => {
  test('are created as provisioning and described as active, with an address as DNS name', async () => {
    const { client } = createVirtualWorld();
    const created = await client.send(
      new CreateLoadBalancerCommand({ Name: 'web', Subnets: [A, B], SecurityGroups: SECURITY_GROUPS }),
    );
    expect(created.LoadBalancers).toEqual([
      {
        LoadBalancerArn: expect.stringMatching(
          /^arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer\/app\/web\/[0-9a-f]{16}$/,
        ),
        DNSName: '127.66.0.1',
        CanonicalHostedZoneId: expect.any(String),
        CreatedTime: new Date(Date.UTC(2026, 0, 1)),
        LoadBalancerName: 'web',
        Scheme: 'internet-facing',
        VpcId: expect.stringMatching(/^vpc-/),
        State: { Code: 'provisioning' },
        Type: 'application',
        AvailabilityZones: [
          { ZoneName: 'eu-west-1a', SubnetId: A, LoadBalancerAddresses: [] },
          { ZoneName: 'eu-west-1b', SubnetId: B, LoadBalancerAddresses: [] },
        ],
        SecurityGroups: SECURITY_GROUPS,
        IpAddressType: 'ipv4',
      },
    ]);
    const { LoadBalancers } = await client.send(new DescribeLoadBalancersCommand({ Names: ['web'] }));
    expect(LoadBalancers?.map(({ State }) => State)).toEqual([{ Code: 'active' }]);
  });

  test('each has an address of its own', async () => {
    const { client, makeLoadBalancer } = createVirtualWorld();
    await makeLoadBalancer('one');
    await makeLoadBalancer('two');
    const { LoadBalancers } = await client.send(new DescribeLoadBalancersCommand());
    expect(LoadBalancers?.map(({ DNSName }) => DNSName)).toEqual(['127.66.0.1', '127.66.0.2']);
  });

  test('creating the same again gives the one that is there, another under its name is refused', async () => {
    const { client, makeLoadBalancer } = createVirtualWorld();
    const [first, second] = [await makeLoadBalancer('web'), await makeLoadBalancer('web')];
    expect(second).toBe(first);
    const other = client.send(
      new CreateLoadBalancerCommand({ Name: 'web', Subnets: [A, B], Scheme: 'internal' }),
    );
    await expect(other).rejects.toThrow(
      "A load balancer with the same name 'web' exists, but with different settings",
    );
    await expect(other).rejects.toBeInstanceOf(DuplicateLoadBalancerNameException);
  });

  test('two calls at once make one', async () => {
    const { makeLoadBalancer } = createVirtualWorld();
    const [first, second] = await Promise.all([makeLoadBalancer('web'), makeLoadBalancer('web')]);
    expect(second).toBe(first);
  });

  test.each<[Partial<CreateLoadBalancerInput>, string, string]>([
    [{ Name: 'web_1' }, 'ValidationError', "Load balancer name 'web_1' can only contain"],
    [{ Name: '-web' }, 'ValidationError', "Load balancer name '-web' cannot begin or end with a hyphen"],
    [{ Name: 'w'.repeat(33) }, 'ValidationError', "cannot be longer than '32' characters"],
    [{ Name: 'internal-web' }, 'ValidationError', "cannot begin with 'internal-'"],
    [{ Subnets: [A] }, 'ValidationError', 'At least two subnets in two different'],
    [{ Subnets: [A, A] }, 'ValidationError', 'At least two subnets in two different'],
    [{ Type: 'network' }, 'NotImplemented', 'load balancers of type network'],
    [{ IpAddressType: 'dualstack' }, 'NotImplemented', 'IP address type dualstack'],
  ])('%j is refused with %s', async (input, name, message) => {
    const { client } = createVirtualWorld();
    const call = client.send(new CreateLoadBalancerCommand({ Name: 'web', Subnets: [A, B], ...input }));
    await expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    expect((await client.send(new DescribeLoadBalancersCommand())).LoadBalancers).toEqual([]);
  });

  test('describing what is not there fails, deleting it does not', async () => {
    const { client } = createVirtualWorld();
    const arn = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/0123456789abcdef';
    await expect(client.send(new DescribeLoadBalancersCommand({ Names: ['nobody'] }))).rejects.toMatchObject({
      name: 'LoadBalancerNotFoundException',
      message: "Load balancers '[nobody]' not found",
    });
    await expect(
      client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] })),
    ).rejects.toBeInstanceOf(LoadBalancerNotFoundException);
    await client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
  });

  test('deleting one takes its listeners and rules along and frees its target groups', async () => {
    const world = createVirtualWorld();
    const { client } = world;
    const [loadBalancer, group] = [await world.makeLoadBalancer(), await world.makeGroup('blue')];
    const listener = await world.makeListener(loadBalancer, [forwardTo([group, 1])]);
    await client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: loadBalancer }));
    await expect(
      client.send(new DescribeListenersCommand({ ListenerArns: [listener] })),
    ).rejects.toMatchObject({ name: 'ListenerNotFoundException' });
    await expect(client.send(new DescribeRulesCommand({ ListenerArn: listener }))).rejects.toThrow();
    expect(world.endpoints()).toEqual({});
    expect(world.targetGroups.refusalFor(group)).toBe('no-load-balancer');
  });

  test('one account and region knows nothing of another', async () => {
    const { makeLoadBalancer, dispatch } = createVirtualWorld();
    await makeLoadBalancer();
    const elsewhere = new ElasticLoadBalancingV2Client(inProcessClient(dispatch, { region: 'us-east-1' }));
    expect((await elsewhere.send(new DescribeLoadBalancersCommand())).LoadBalancers).toEqual([]);
  });

  test('pages follow the marker, whatever is made meanwhile', async () => {
    const { client, makeLoadBalancer } = createVirtualWorld({ settings: { pageSize: 2 } });
    for (const name of ['a', 'b', 'c']) await makeLoadBalancer(name);
    const first = await client.send(new DescribeLoadBalancersCommand());
    await makeLoadBalancer('d');
    const second = await client.send(
      new DescribeLoadBalancersCommand({ Marker: first.NextMarker, PageSize: 10 }),
    );
    const names = [first, second].map(({ LoadBalancers }) => LoadBalancers?.map((lb) => lb.LoadBalancerName));
    expect(names).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(second.NextMarker).toBeUndefined();
    await expect(client.send(new DescribeLoadBalancersCommand({ Marker: 'bm9ib2R5' }))).rejects.toThrow(
      "Invalid marker 'bm9ib2R5'",
    );
    await expect(client.send(new DescribeLoadBalancersCommand({ PageSize: 0 }))).rejects.toThrow(
      "Value '0' at 'pageSize'",
    );
  });
});

describe('load balancer attributes', () => {
  test('have AWS defaults and keep what is set', async () => {
    const { client, makeLoadBalancer } = createVirtualWorld();
    const LoadBalancerArn = await makeLoadBalancer();
    const Attributes = [{ Key: 'idle_timeout.timeout_seconds', Value: '5' }];
    const before = await client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }));
    await client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
    const after = await client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }));
    const key = 'idle_timeout.timeout_seconds';
    const valueIn = ({ Attributes: all }: typeof before) => all?.find(({ Key }) => Key === key)?.Value;
    expect([valueIn(before), valueIn(after)]).toEqual(['60', '5']);
  });

  test.each([
    ['idle_timeout.timeout_seconds', '0', 'InvalidConfigurationRequestException', 'from 1 to 4000'],
    ['idle_timeout.timeout_seconds', 'long', 'InvalidConfigurationRequestException', "'long' is not valid"],
    ['deletion_protection.enabled', 'yes', 'InvalidConfigurationRequestException', 'must be false, true'],
    ['no.such.key', '1', 'ValidationError', "attribute key 'no.such.key' is not recognized"],
    ['access_logs.s3.enabled', 'true', 'NotImplemented', 'access_logs.s3.enabled=true (only false)'],
  ])('%s=%s is refused with %s, and nothing else of the call is set', async (Key, Value, name, message) => {
    const { client, makeLoadBalancer } = createVirtualWorld();
    const LoadBalancerArn = await makeLoadBalancer();
    const Attributes = [
      { Key: 'client_keep_alive.seconds', Value: '99' },
      { Key, Value },
    ];
    await expect(
      client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes })),
    ).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    const { Attributes: after } = await client.send(
      new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }),
    );
    expect(after).toContainEqual({ Key: 'client_keep_alive.seconds', Value: '3600' });
  });

  test('deletion protection protects', async () => {
    const { client, makeLoadBalancer } = createVirtualWorld();
    const LoadBalancerArn = await makeLoadBalancer();
    const Attributes = [{ Key: 'deletion_protection.enabled', Value: 'true' }];
    await client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
    const call = client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    await expect(call).rejects.toBeInstanceOf(OperationNotPermittedException);
    await expect(call).rejects.toThrow('cannot be deleted because deletion protection is enabled');
  });
});
