import {
  CreateRuleCommand,
  DeleteRuleCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  ModifyRuleCommand,
  OperationNotPermittedException,
  PriorityInUseException,
  type RuleCondition,
  RuleNotFoundException,
  SetRulePrioritiesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { createVirtualWorld, forwardTo } from '../testing/world.ts';

const path = (...Values: string[]): RuleCondition => ({ Field: 'path-pattern', Values });

async function withListener() {
  const world = createVirtualWorld({ settings: { pageSize: 2 } });
  const [blue, green] = [await world.makeGroup('blue'), await world.makeGroup('green')];
  const listener = await world.makeListener(await world.makeLoadBalancer(), [forwardTo([blue, 1])]);
  return { ...world, blue, green, listener };
}

async function allRules({ client, listener }: Awaited<ReturnType<typeof withListener>>) {
  const first = await client.send(new DescribeRulesCommand({ ListenerArn: listener, PageSize: 400 }));
  return first.Rules ?? [];
}

describe('rules', () => {
  test('are described in the order of their priorities, the default rule last, page by page', async () => {
    const { client, listener, green, makeRule } = await withListener();
    await makeRule(listener, 20, [path('/b')], [forwardTo([green, 1])]);
    await makeRule(listener, 3, [path('/a')], [forwardTo([green, 1])]);
    const first = await client.send(new DescribeRulesCommand({ ListenerArn: listener }));
    const second = await client.send(
      new DescribeRulesCommand({ ListenerArn: listener, Marker: first.NextMarker }),
    );
    expect(first.Rules?.map(({ Priority }) => Priority)).toEqual(['3', '20']);
    expect(second.Rules?.map(({ Priority }) => Priority)).toEqual(['default']);
    expect(second.NextMarker).toBeUndefined();
  });

  test('ModifyRule replaces the lists it is given and leaves the others', async () => {
    const world = await withListener();
    const RuleArn = await world.makeRule(world.listener, 1, [path('/a')], [forwardTo([world.green, 1])]);
    await world.client.send(
      new ModifyRuleCommand({ RuleArn, Actions: [forwardTo([world.blue, 5], [world.green, 0])] }),
    );
    const [rule] = await allRules(world);
    expect(rule?.Conditions).toEqual([
      { Field: 'path-pattern', Values: ['/a'], PathPatternConfig: { Values: ['/a'] } },
    ]);
    expect(rule?.Actions?.[0]?.ForwardConfig?.TargetGroups).toEqual([
      { TargetGroupArn: world.blue, Weight: 5 },
      { TargetGroupArn: world.green, Weight: 0 },
    ]);
  });

  test('the default rule can be neither modified, deleted nor reordered', async () => {
    const world = await withListener();
    const RuleArn = (await allRules(world)).at(-1)?.RuleArn ?? '';
    const { client } = world;
    const calls = [
      client.send(new ModifyRuleCommand({ RuleArn, Actions: [forwardTo([world.green, 1])] })),
      client.send(new DeleteRuleCommand({ RuleArn })),
      client.send(new SetRulePrioritiesCommand({ RulePriorities: [{ RuleArn, Priority: 1 }] })),
    ];
    for (const call of calls) await expect(call).rejects.toBeInstanceOf(OperationNotPermittedException);
    await expect(calls[0]).rejects.toThrow(`Default rule '${RuleArn}' cannot be modified`);
  });

  test('a priority belongs to one rule; several may swap theirs in one call', async () => {
    const world = await withListener();
    const { client, listener, green, makeRule } = world;
    const a = await makeRule(listener, 1, [path('/a')], [forwardTo([green, 1])]);
    const b = await makeRule(listener, 2, [path('/b')], [forwardTo([green, 1])]);
    const taken = makeRule(listener, 2, [path('/c')], [forwardTo([green, 1])]);
    await expect(taken).rejects.toBeInstanceOf(PriorityInUseException);
    await expect(taken).rejects.toThrow("Priority '2' is currently in use");
    await expect(
      client.send(new SetRulePrioritiesCommand({ RulePriorities: [{ RuleArn: a, Priority: 2 }] })),
    ).rejects.toBeInstanceOf(PriorityInUseException);
    const swap = [
      { RuleArn: a, Priority: 2 },
      { RuleArn: b, Priority: 1 },
    ];
    await client.send(new SetRulePrioritiesCommand({ RulePriorities: swap }));
    expect((await allRules(world)).map(({ RuleArn }) => RuleArn).slice(0, 2)).toEqual([b, a]);
  });

  test('a deleted rule is gone with its tags', async () => {
    const { client, listener, green, makeRule } = await withListener();
    const RuleArn = await makeRule(listener, 1, [path('/a')], [forwardTo([green, 1])]);
    await client.send(new DeleteRuleCommand({ RuleArn }));
    const again = client.send(new DeleteRuleCommand({ RuleArn }));
    await expect(again).rejects.toBeInstanceOf(RuleNotFoundException);
    await expect(again).rejects.toThrow(`Rule '${RuleArn}' not found`);
    await expect(client.send(new DescribeTagsCommand({ ResourceArns: [RuleArn] }))).rejects.toBeInstanceOf(
      RuleNotFoundException,
    );
  });

  test('DescribeRules by ARN finds each or says that one is missing', async () => {
    const world = await withListener();
    const RuleArns = (await allRules(world)).map(({ RuleArn }) => RuleArn ?? '');
    const { Rules } = await world.client.send(new DescribeRulesCommand({ RuleArns }));
    expect(Rules?.map(({ RuleArn }) => RuleArn)).toEqual(RuleArns);
    await expect(
      world.client.send(new DescribeRulesCommand({ RuleArns: [...RuleArns, 'arn:nobody'] })),
    ).rejects.toThrow('One or more rules not found');
    await expect(world.client.send(new DescribeRulesCommand())).rejects.toThrow(
      'You must specify either listener rule ARNs or a listener ARN',
    );
  });

  test('a refused change changes nothing', async () => {
    const world = await withListener();
    const RuleArn = await world.makeRule(world.listener, 1, [path('/a')], [forwardTo([world.green, 1])]);
    const before = await allRules(world);
    await expect(
      world.client.send(
        new ModifyRuleCommand({ RuleArn, Conditions: [path('/b')], Actions: [forwardTo(['arn:nobody', 1])] }),
      ),
    ).rejects.toThrow("Target groups 'arn:nobody' not found");
    expect(await allRules(world)).toEqual(before);
  });
});

describe('conditions', () => {
  test('are shown as AWS shows them', async () => {
    const { client, listener, green } = await withListener();
    const { Rules } = await client.send(
      new CreateRuleCommand({
        ListenerArn: listener,
        Priority: 1,
        Actions: [forwardTo([green, 1])],
        Conditions: [
          { Field: 'host-header', HostHeaderConfig: { Values: ['*.example.com'] } },
          { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Slot', Values: ['green'] } },
          { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'slot', Value: 'green' }] } },
          { Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8'] } },
          { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET'] } },
        ],
      }),
    );
    expect(Rules?.[0]?.Conditions).toEqual([
      { Field: 'host-header', Values: ['*.example.com'], HostHeaderConfig: { Values: ['*.example.com'] } },
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Slot', Values: ['green'] } },
      { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'slot', Value: 'green' }] } },
      { Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8'] } },
      { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET'] } },
    ]);
  });

  test.each<[string, RuleCondition[], string, string]>([
    ['none', [], 'ValidationError', 'A condition must be specified'],
    ['two paths', [path('/a'), path('/b')], 'ValidationError', "only one condition of field 'path-pattern'"],
    [
      'six values',
      [path('/1', '/2', '/3', '/4', '/5', '/6')],
      'ValidationError',
      'at most 5 condition values, not 6',
    ],
    ['seven wildcards', [path('/*/*/*/*/*/*/*')], 'ValidationError', 'at most 6 wildcards, not 7'],
    ['an empty value', [path('')], 'ValidationError', 'must have 1 to 128 characters'],
    [
      'no value',
      [{ Field: 'path-pattern' }],
      'ValidationError',
      "A value must be specified for condition field 'path-pattern'",
    ],
    [
      'an unknown field',
      [{ Field: 'cookie', Values: ['a'] }],
      'ValidationError',
      "'cookie' is not recognized",
    ],
    [
      'the host as a header',
      [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'Host', Values: ['a'] } }],
      'ValidationError',
      "Use a 'host-header' condition",
    ],
    [
      'no CIDR',
      [{ Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.1'] } }],
      'ValidationError',
      'not a CIDR block',
    ],
    [
      'a method in lower case',
      [{ Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['get'] } }],
      'ValidationError',
      "The request method 'get'",
    ],
    [
      'a regular expression',
      [{ Field: 'path-pattern', RegexValues: ['^/a'] }],
      'NotImplemented',
      'regular expressions in rule conditions',
    ],
    [
      'values in two places',
      [{ ...path('/a'), PathPatternConfig: { Values: ['/b'] } }],
      'ValidationError',
      "Specify the values of 'path-pattern' in one place only",
    ],
  ])('%s: refused', async (_name, Conditions, name, message) => {
    const { client, listener, green } = await withListener();
    const call = client.send(
      new CreateRuleCommand({
        ListenerArn: listener,
        Priority: 1,
        Actions: [forwardTo([green, 1])],
        Conditions,
      }),
    );
    await expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });
});
