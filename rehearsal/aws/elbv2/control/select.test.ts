import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import { createVirtualWorld, forwardTo } from '../testing/world.ts';

test('a Describe call may say in one way only what it means', async () => {
  const { client, makeGroup, makeListener, makeLoadBalancer } = createVirtualWorld();
  const balancer = await makeLoadBalancer();
  const group = await makeGroup('web');
  const listener = await makeListener(balancer, [forwardTo([group, 1])]);
  const twice = (first: string, second: string) => ({
    name: 'ValidationError',
    message: `${first} and ${second} cannot be specified at the same time`,
  });
  await expect(
    client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [balancer], Names: ['web'] })),
  ).rejects.toMatchObject(twice('LoadBalancerArns', 'Names'));
  await expect(
    client.send(new DescribeListenersCommand({ LoadBalancerArn: balancer, ListenerArns: [listener] })),
  ).rejects.toMatchObject(twice('LoadBalancerArn', 'ListenerArns'));
  await expect(
    client.send(new DescribeRulesCommand({ ListenerArn: listener, RuleArns: ['arn'] })),
  ).rejects.toMatchObject(twice('ListenerArn', 'RuleArns'));
  await expect(
    client.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: balancer, TargetGroupArns: [group] })),
  ).rejects.toMatchObject(twice('LoadBalancerArn', 'TargetGroupArns'));
  const { Listeners } = await client.send(
    new DescribeListenersCommand({ LoadBalancerArn: balancer, ListenerArns: [] }),
  );
  expect(Listeners).toHaveLength(1);
});
