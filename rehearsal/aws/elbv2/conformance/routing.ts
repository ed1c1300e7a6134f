import {
  CreateRuleCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  ModifyListenerCommand,
  ModifyRuleCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from '@jest/globals';
import type { Proofs } from '../../conformance/testing/proofs.ts';
import type { ROUTING } from '../behaviours/routing.ts';
import { createVirtualWorld, forwardTo } from '../testing/world.ts';
import { count, withSlots } from './slots.ts';

const FIXED = (StatusCode: string) => ({
  Type: 'fixed-response' as const,
  FixedResponseConfig: { StatusCode },
});
const PATH = (value: string) => ({ Field: 'path-pattern', Values: [value] });

/** A rule for /a* in front of blue, by a client that can change it. */
async function withRule() {
  const world = await withSlots();
  const rule = await world.makeRule(world.listener, 10, [PATH('/a*')], [forwardTo([world.blue, 1])]);
  const read = async () => {
    const { Rules = [] } = await world.client.send(new DescribeRulesCommand({ RuleArns: [rule] }));
    return Rules[0];
  };
  return { ...world, rule, read };
}

export const ROUTING_PROOFS: Proofs<typeof ROUTING> = {
  async 'weights-are-relative'() {
    const { sendMany, shift } = await withSlots({ weights: [3, 1] });
    const { '10.0.0.1': blue = 0 } = count(await sendMany(800));
    // 600 are expected, with a standard deviation of 12.
    expect(Math.abs(blue - 600)).toBeLessThan(50);
    await shift([750, 250]);
    const { '10.0.0.1': same = 0 } = count(await sendMany(800));
    expect(Math.abs(same - 600)).toBeLessThan(50);
  },
  async 'weight-zero'() {
    const { sendMany, client, listener } = await withSlots({ weights: [1, 0] });
    expect(count(await sendMany(100))).toEqual({ '10.0.0.1': 100 });
    const { Listeners = [] } = await client.send(new DescribeListenersCommand({ ListenerArns: [listener] }));
    const groups = Listeners[0]?.DefaultActions?.[0]?.ForwardConfig?.TargetGroups;
    expect(groups?.map(({ Weight }) => Weight)).toEqual([1, 0]);
  },
  async 'all-weights-zero'() {
    const unavailable = await withSlots({ weights: [0, 0] });
    expect(count(await unavailable.sendMany(20))).toEqual({ 503: 20 });
    const equal = await withSlots({ weights: [0, 0], settings: { zeroWeights: 'equal' } });
    expect(Object.keys(count(await equal.sendMany(50))).sort()).toEqual(['10.0.0.1', '10.0.1.1']);
  },
  async 'no-failover-between-groups'() {
    const { sendMany } = await withSlots({ weights: [1, 1], sizes: [1, 0] });
    const { 503: unavailable = 0 } = count(await sendMany(100));
    expect(Math.abs(unavailable - 50)).toBeLessThan(25);
  },
  async 'rule-lag'() {
    const settings = { ruleLag: { min: 4000, max: 4000 } };
    const { sendMany, shift, wait, client, listener } = await withSlots({ settings });
    await shift([0, 1]);
    const { Listeners = [] } = await client.send(new DescribeListenersCommand({ ListenerArns: [listener] }));
    const groups = Listeners[0]?.DefaultActions?.[0]?.ForwardConfig?.TargetGroups;
    expect(groups?.map(({ Weight }) => Weight)).toEqual([0, 1]);
    await wait(3);
    expect(count(await sendMany(10))).toEqual({ '10.0.0.1': 10 });
    await wait(2);
    expect(count(await sendMany(10))).toEqual({ '10.0.1.1': 10 });
  },
  async 'omitted-fields-stay'() {
    const { client, rule, read, green } = await withRule();
    await client.send(new ModifyRuleCommand({ RuleArn: rule, Actions: [forwardTo([green, 1])] }));
    const { Conditions = [], Priority } = (await read()) ?? {};
    expect({ Conditions, Priority }).toMatchObject({ Conditions: [PATH('/a*')], Priority: '10' });
  },
  async 'lists-are-replaced-whole'() {
    const { client, rule, read, blue, green } = await withRule();
    const groupsNow = async () => (await read())?.Actions?.[0]?.ForwardConfig?.TargetGroups;
    const write = (...groups: [string, number][]) =>
      client.send(new ModifyRuleCommand({ RuleArn: rule, Actions: [forwardTo(...groups)] }));
    await write([blue, 100], [green, 0]);
    expect(await groupsNow()).toHaveLength(2);
    await write([green, 5]);
    expect(await groupsNow()).toEqual([{ TargetGroupArn: green, Weight: 5 }]);
  },
  async 'one-group-shown-twice'() {
    const { client, rule, read, blue } = await withRule();
    const shown = {
      TargetGroupArn: blue,
      ForwardConfig: { TargetGroups: [{ TargetGroupArn: blue, Weight: 1 }] },
    };
    expect((await read())?.Actions?.[0]).toMatchObject(shown);
    const Actions = [{ Type: 'forward' as const, TargetGroupArn: blue }];
    await client.send(new ModifyRuleCommand({ RuleArn: rule, Actions }));
    expect((await read())?.Actions?.[0]).toMatchObject(shown);
  },
  async 'default-rule'() {
    const { client, listener, green } = await withRule();
    const { Rules = [] } = await client.send(new DescribeRulesCommand({ ListenerArn: listener }));
    const rule = Rules.at(-1);
    expect(rule).toMatchObject({ IsDefault: true, Priority: 'default' });
    const Actions = [forwardTo([green, 1])];
    const refused = client.send(new ModifyRuleCommand({ RuleArn: rule?.RuleArn, Actions }));
    await expect(refused).rejects.toMatchObject({ name: 'OperationNotPermittedException' });
    await client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: Actions }));
    const after = await client.send(new DescribeRulesCommand({ RuleArns: [rule?.RuleArn ?? ''] }));
    expect(after.Rules?.[0]?.Actions).toMatchObject(Actions);
  },
  async 'conditions-and-case'() {
    const { clock, dataPlane, listener, makeRule } = await withSlots();
    const header = { HttpHeaderName: 'X-Slot', Values: ['Green'] };
    await makeRule(listener, 1, [PATH('/Api')], [FIXED('201')]);
    await makeRule(listener, 2, [{ Field: 'http-header', HttpHeaderConfig: header }], [FIXED('202')]);
    const query = { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'slot', Value: 'Green' }] } };
    await makeRule(listener, 3, [query], [FIXED('203')]);
    const ask = async (url: string, headers = {}) => {
      const request = { method: 'GET', url, headers: { host: 'example.com', ...headers } };
      const answer = await clock.run(dataPlane.send(listener, request));
      return answer === 'refused' ? answer : answer.status;
    };
    expect([await ask('/Api'), await ask('/api')]).toEqual([201, 200]);
    expect([await ask('/', { 'x-slot': 'GREEN' }), await ask('/?SLOT=green')]).toEqual([202, 203]);
  },
  async 'redirect-must-change-something'() {
    const { client, listener } = await withSlots();
    const RedirectConfig = { StatusCode: 'HTTP_301' as const, Query: 'a=b' };
    const DefaultActions = [{ Type: 'redirect' as const, RedirectConfig }];
    const call = client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
    await expect(call).rejects.toMatchObject({
      name: 'InvalidLoadBalancerActionException',
      message: 'The redirect configuration is not valid because it creates a loop.',
    });
  },
  async 'redirect-to-https'() {
    const { clock, dataPlane, listener, client } = await withSlots();
    const RedirectConfig = { StatusCode: 'HTTP_301' as const, Protocol: 'HTTPS', Port: '443' };
    const DefaultActions = [{ Type: 'redirect' as const, RedirectConfig }];
    await client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
    const request = { method: 'GET', url: '/a/b?c=d', headers: { host: 'example.com' } };
    expect(await clock.run(dataPlane.send(listener, request))).toMatchObject({
      status: 301,
      headers: { location: 'https://example.com:443/a/b?c=d' },
    });
  },
  async 'rules-come-in-pages'() {
    const { client, listener, makeRule } = await withSlots();
    for (const priority of [1, 2, 3])
      await makeRule(listener, priority, [PATH(`/${priority}`)], [FIXED('200')]);
    const page = (Marker?: string) =>
      client.send(new DescribeRulesCommand({ ListenerArn: listener, PageSize: 3, Marker }));
    const first = await page();
    expect(first.NextMarker).toEqual(expect.any(String));
    const second = await page(first.NextMarker);
    expect(second.NextMarker).toBeUndefined();
    const priorities = [...(first.Rules ?? []), ...(second.Rules ?? [])].map(({ Priority }) => Priority);
    expect(priorities).toEqual(['1', '2', '3', 'default']);
  },
  async 'order-of-priority'() {
    const { client, makeLoadBalancer, makeListener, clock, dataPlane } = createVirtualWorld();
    const listener = await makeListener(await makeLoadBalancer(), [FIXED('200')]);
    for (const [Priority, code] of [
      [20, '202'],
      [10, '201'],
    ] as const) {
      const rule = { ListenerArn: listener, Priority, Conditions: [PATH('/a')], Actions: [FIXED(code)] };
      await client.send(new CreateRuleCommand(rule));
    }
    const request = { method: 'GET', url: '/a', headers: { host: 'example.com' } };
    expect(await clock.run(dataPlane.send(listener, request))).toMatchObject({ status: 201 });
  },
};
