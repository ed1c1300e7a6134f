import { type Action, CreateListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { createVirtualWorld, forwardTo } from '../testing/world.ts';

async function withLoadBalancer() {
  const world = createVirtualWorld();
  return { ...world, loadBalancer: await world.makeLoadBalancer() };
}

describe('actions', () => {
  const fixed: Action = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } };
  const redirect = (config: object): Action => ({
    Type: 'redirect',
    RedirectConfig: { StatusCode: 'HTTP_301', ...config },
  });
  const six = Array.from({ length: 6 }, (_, index): [string, number] => [`arn:${index}`, 1]);

  test.each<[string, Action[], string, string]>([
    ['none', [], 'InvalidLoadBalancerActionException', 'Exactly one action must be a routing action'],
    ['two routing actions', [fixed, fixed], 'InvalidLoadBalancerActionException', 'Exactly one action'],
    [
      'a type of no kind',
      [{ Type: 'jump' as never }],
      'ValidationError',
      "Value 'jump' at 'defaultActions.1.member.type' failed to satisfy constraint: Member must satisfy enum value set",
    ],
    [
      'authentication without TLS',
      [
        { Type: 'authenticate-oidc', Order: 1 },
        { ...fixed, Order: 2 },
      ],
      'InvalidLoadBalancerActionException',
      "Actions of type 'authenticate-oidc' are supported only on HTTPS listeners",
    ],
    [
      'forward to nowhere',
      [{ Type: 'forward' }],
      'InvalidLoadBalancerActionException',
      "For actions of type 'forward', you must specify the following fields: 'TargetGroupArn'",
    ],
    [
      'a group that is not there',
      [forwardTo(['arn:a', 1])],
      'TargetGroupNotFoundException',
      "'arn:a' not found",
    ],
    [
      'one group twice',
      [forwardTo(['arn:a', 1], ['arn:a', 1])],
      'InvalidLoadBalancerActionException',
      'named twice',
    ],
    [
      'six groups',
      [forwardTo(...six)],
      'InvalidLoadBalancerActionException',
      "The maximum number of target groups per action '5' has been reached",
    ],
    ['weight 1000', [forwardTo(['arn:a', 1000])], 'ValidationError', "'weight' must be between 0 and 999"],
    [
      'two minds about the group',
      [{ ...forwardTo(['arn:a', 1]), TargetGroupArn: 'arn:b' }],
      'InvalidLoadBalancerActionException',
      'only when they name the same group',
    ],
    [
      'group stickiness without a duration',
      [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [{ TargetGroupArn: 'arn:a' }],
            TargetGroupStickinessConfig: { Enabled: true },
          },
        },
      ],
      'ValidationError',
      'Target group stickiness duration must be between 1 and 604800 seconds',
    ],
    [
      'redirect without config',
      [{ Type: 'redirect' }],
      'InvalidLoadBalancerActionException',
      "For actions of type 'redirect', you must specify the following fields: 'RedirectConfig'",
    ],
    [
      'redirect to itself',
      [redirect({ Query: 'a=b' })],
      'InvalidLoadBalancerActionException',
      'The redirect configuration is not valid because it creates a loop.',
    ],
    ['redirect to the same port', [redirect({ Port: '80' })], 'InvalidLoadBalancerActionException', 'a loop'],
    [
      'redirect by 307',
      [redirect({ Port: '81', StatusCode: 'HTTP_307' })],
      'ValidationError',
      'HTTP_301, HTTP_302',
    ],
    ['redirect to a relative path', [redirect({ Path: 'new' })], 'ValidationError', "must start with '/'"],
    ['redirect by a strange keyword', [redirect({ Path: '/#{user}' })], 'ValidationError', "'#{user}'"],
    [
      'fixed response 302',
      [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '302' } }],
      'ValidationError',
      'Member must satisfy regular expression pattern: ^(2|4|5)',
    ],
    [
      'fixed response of a strange type',
      [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200', ContentType: 'image/png' } }],
      'ValidationError',
      'fixedResponseConfig.contentType',
    ],
  ])('%s: refused', async (_name, DefaultActions, name, message) => {
    const { client, loadBalancer } = await withLoadBalancer();
    const call = client.send(
      new CreateListenerCommand({
        LoadBalancerArn: loadBalancer,
        Protocol: 'HTTP',
        Port: 80,
        DefaultActions,
      }),
    );
    await expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });

  test('a redirect is shown with every part', async () => {
    const { client, loadBalancer } = await withLoadBalancer();
    const { Listeners } = await client.send(
      new CreateListenerCommand({
        LoadBalancerArn: loadBalancer,
        Protocol: 'HTTP',
        Port: 80,
        DefaultActions: [redirect({ Protocol: 'HTTPS', Port: '443' })],
      }),
    );
    expect(Listeners?.[0]?.DefaultActions).toEqual([
      {
        Type: 'redirect',
        RedirectConfig: {
          Protocol: 'HTTPS',
          Port: '443',
          Host: '#{host}',
          Path: '/#{path}',
          Query: '#{query}',
          StatusCode: 'HTTP_301',
        },
      },
    ]);
  });
});
