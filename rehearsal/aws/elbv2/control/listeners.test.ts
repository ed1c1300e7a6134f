import {
  CreateListenerCommand,
  type CreateListenerInput,
  DeleteListenerCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  DuplicateListenerException,
  ModifyListenerCommand,
  TargetGroupAssociationLimitException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { createVirtualWorld, forwardTo } from '../testing/world.ts';

async function withLoadBalancer() {
  const world = createVirtualWorld();
  const loadBalancer = await world.makeLoadBalancer();
  const [blue, green] = [await world.makeGroup('blue'), await world.makeGroup('green')];
  return { ...world, loadBalancer, blue, green };
}

describe('listeners', () => {
  test('a bare target group is shown both ways, with weight 1', async () => {
    const { client, loadBalancer, blue, endpoints } = await withLoadBalancer();
    const { Listeners } = await client.send(
      new CreateListenerCommand({
        LoadBalancerArn: loadBalancer,
        Protocol: 'HTTP',
        Port: 80,
        DefaultActions: [{ Type: 'forward', TargetGroupArn: blue }],
      }),
    );
    const arn = Listeners?.[0]?.ListenerArn ?? '';
    expect(arn).toMatch(/:listener\/app\/web\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
    expect(Listeners).toEqual([
      {
        ListenerArn: arn,
        LoadBalancerArn: loadBalancer,
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [
          {
            Type: 'forward',
            TargetGroupArn: blue,
            ForwardConfig: {
              TargetGroups: [{ TargetGroupArn: blue, Weight: 1 }],
              TargetGroupStickinessConfig: { Enabled: false },
            },
          },
        ],
      },
    ]);
    expect(endpoints()).toEqual({ [arn]: 'http://127.66.0.1:80' });
  });

  test('two groups are shown in ForwardConfig alone, and weight 0 stays 0', async () => {
    const { client, loadBalancer, blue, green, makeListener } = await withLoadBalancer();
    const listener = await makeListener(loadBalancer, [forwardTo([blue, 100], [green, 0])]);
    const { Listeners } = await client.send(new DescribeListenersCommand({ ListenerArns: [listener] }));
    expect(Listeners?.[0]?.DefaultActions).toEqual([
      {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: blue, Weight: 100 },
            { TargetGroupArn: green, Weight: 0 },
          ],
          TargetGroupStickinessConfig: { Enabled: false },
        },
      },
    ]);
  });

  test('the default rule has a rule ARN, and ModifyListener changes its actions', async () => {
    const { client, loadBalancer, blue, green, makeListener } = await withLoadBalancer();
    const ListenerArn = await makeListener(loadBalancer, [forwardTo([blue, 1])]);
    await client.send(new ModifyListenerCommand({ ListenerArn, DefaultActions: [forwardTo([green, 1])] }));
    const { Rules } = await client.send(new DescribeRulesCommand({ ListenerArn }));
    expect(Rules).toEqual([
      expect.objectContaining({
        RuleArn: expect.stringContaining(`${ListenerArn.replace(':listener/', ':listener-rule/')}/`),
        Priority: 'default',
        IsDefault: true,
        Conditions: [],
        Actions: [expect.objectContaining({ TargetGroupArn: green })],
      }),
    ]);
  });

  test('creating the same again gives the one that is there, another on its port is refused', async () => {
    const { client, loadBalancer, blue, green, makeListener } = await withLoadBalancer();
    const first = await makeListener(loadBalancer, [forwardTo([blue, 1])]);
    expect(await makeListener(loadBalancer, [forwardTo([blue, 1])])).toBe(first);
    const other = makeListener(loadBalancer, [forwardTo([green, 1])]);
    await expect(other).rejects.toBeInstanceOf(DuplicateListenerException);
    await expect(other).rejects.toThrow('A listener already exists on this port for this load balancer');
    const second = await makeListener(loadBalancer, [forwardTo([blue, 1])], 81);
    await expect(
      client.send(new ModifyListenerCommand({ ListenerArn: second, Port: 80 })),
    ).rejects.toBeInstanceOf(DuplicateListenerException);
  });

  test('a listener moves to another port', async () => {
    const { client, loadBalancer, blue, makeListener, endpoints } = await withLoadBalancer();
    const listener = await makeListener(loadBalancer, [forwardTo([blue, 1])]);
    await client.send(new ModifyListenerCommand({ ListenerArn: listener, Port: 8081 }));
    expect(endpoints()).toEqual({ [listener]: 'http://127.66.0.1:8081' });
  });

  test('a deleted listener is gone, and deleting it again fails', async () => {
    const { client, loadBalancer, blue, makeListener, endpoints } = await withLoadBalancer();
    const ListenerArn = await makeListener(loadBalancer, [forwardTo([blue, 1])]);
    await client.send(new DeleteListenerCommand({ ListenerArn }));
    expect(endpoints()).toEqual({});
    await expect(client.send(new DeleteListenerCommand({ ListenerArn }))).rejects.toMatchObject({
      name: 'ListenerNotFoundException',
      message: `Listener '${ListenerArn}' not found`,
    });
  });

  test('a group belongs to one load balancer at most', async () => {
    const { loadBalancer, blue, makeLoadBalancer, makeListener } = await withLoadBalancer();
    await makeListener(loadBalancer, [forwardTo([blue, 1])]);
    const other = makeListener(await makeLoadBalancer('other'), [forwardTo([blue, 1])]);
    await expect(other).rejects.toBeInstanceOf(TargetGroupAssociationLimitException);
    await expect(other).rejects.toThrow(
      `The following target groups cannot be associated with more than one load balancer: ${blue}`,
    );
  });

  test('DescribeListeners needs a load balancer or listeners', async () => {
    const { client } = await withLoadBalancer();
    await expect(client.send(new DescribeListenersCommand())).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'You must specify either listener ARNs or a load balancer ARN',
    });
  });

  test.each<[Partial<CreateListenerInput>, string, string]>([
    [{ Protocol: 'HTTPS' }, 'ValidationError', 'A certificate must be specified for HTTPS listeners'],
    [{ Protocol: 'TCP' }, 'ValidationError', "Listener protocol 'TCP' must be one of 'HTTPS, HTTP'"],
    [{ Protocol: undefined }, 'ValidationError', "Value null at 'protocol'"],
    [{ Port: 0 }, 'ValidationError', 'Member must have value greater than or equal to 1'],
    [
      { Certificates: [{ CertificateArn: 'arn:x' }] },
      'ValidationError',
      'A certificate cannot be specified for HTTP listeners',
    ],
    [
      { LoadBalancerArn: 'arn:nobody' },
      'LoadBalancerNotFoundException',
      "Load balancer 'arn:nobody' not found",
    ],
  ])('%j is refused with %s', async (input, name, message) => {
    const { client, loadBalancer, blue, endpoints } = await withLoadBalancer();
    const wanted = { LoadBalancerArn: loadBalancer, Protocol: 'HTTP', Port: 80 } as const;
    const DefaultActions = [forwardTo([blue, 1])];
    const call = client.send(new CreateListenerCommand({ ...wanted, DefaultActions, ...input }));
    await expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    expect(endpoints()).toEqual({});
  });
});

describe('a listener that the data plane cannot open', () => {
  test('is reported, and leaves its port and its group free', async () => {
    const { dataPlane, loadBalancer, blue, makeListener, client, targetGroups } = await withLoadBalancer();
    const { open } = dataPlane;
    dataPlane.open = () => Promise.reject(new Error('no sockets left'));
    await expect(makeListener(loadBalancer, [forwardTo([blue, 1])])).rejects.toMatchObject({
      name: 'InternalFailure',
      message: expect.stringContaining('no sockets left'),
    });
    const { Listeners } = await client.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancer }));
    expect(Listeners).toEqual([]);
    expect(targetGroups.refusalFor(blue)).toBe('no-load-balancer');
    dataPlane.open = open;
    expect(await makeListener(loadBalancer, [forwardTo([blue, 1])])).toMatch(/^arn:/);
  });
});
