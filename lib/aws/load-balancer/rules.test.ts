import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { createVirtualAws } from '../../../rehearsal/testing/virtual-aws.ts';
import { assembleTarget } from '../read-target.ts';
import { targetGroupsOf } from '../target.ts';
import { findUnnamedRules, readRules, writeWeights } from './rules.ts';
import { readTargetHealth, summariseTargets } from './target-health.ts';
import { type ForwardingChange, forwardingOf } from './weights.ts';

async function setUp() {
  const world = await createVirtualAws({ settings: { elbv2: { pageSize: 7 } } });
  const { clock, ports, infrastructure } = world;
  const { listenerArn } = infrastructure;
  const target = assembleTarget([{ origin: 'the story', document: infrastructure.target }]);
  const [defaultRule = ''] = target.productionRules;
  const run = <T>(work: Promise<T>) => clock.run(work);
  const pair = targetGroupsOf(target);
  const both = (blue: number, green: number): Action => ({
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: pair.blue, Weight: blue },
        { TargetGroupArn: pair.green, Weight: green },
      ],
    },
  });
  async function addRule(Priority: number, path: string, action: Action): Promise<string> {
    const { Rules = [] } = await run(
      ports.elbv2.createRule({
        ListenerArn: listenerArn,
        Priority,
        Conditions: [{ Field: 'path-pattern', Values: [path] }],
        Actions: [action],
      }),
    );
    return Rules[0]?.RuleArn ?? '';
  }
  const weightsOf = async (arn: string) => {
    const [rule] = await run(readRules(ports, [arn]));
    return forwardingOf(rule?.actions ?? [], pair)?.weights;
  };
  return { ...world, run, pair, both, addRule, weightsOf, defaultRule, listenerArn };
}

const redirect: Action = {
  Type: 'redirect',
  RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
};

describe('rules', () => {
  test('are read in the order asked for; a listener stands for its default rule', async () => {
    const { ports, run, addRule, both, defaultRule, listenerArn } = await setUp();
    const path = await addRule(10, '/api/*', both(1, 0));
    const rules = await run(readRules(ports, [path, listenerArn, defaultRule]));
    expect(rules).toEqual([
      expect.objectContaining({ arn: path, listenerArn, isDefault: false }),
      expect.objectContaining({ arn: listenerArn, listenerArn, isDefault: true }),
      expect.objectContaining({ arn: defaultRule, listenerArn, isDefault: true }),
    ]);
    expect(rules[1]?.actions).toEqual(rules[2]?.actions);
  });

  test('that are gone are AWS’s error', async () => {
    const { ports, run, defaultRule } = await setUp();
    await expect(run(readRules(ports, [`${defaultRule}0`]))).rejects.toMatchObject({
      name: expect.stringMatching(/^RuleNotFound/),
    });
  });

  test('that the target does not name are found, on every listener and page', async () => {
    const { ports, run, pair, addRule, both, defaultRule, listenerArn } = await setUp();
    const api = await addRule(1, '/api/*', both(100, 0));
    await addRule(2, '/old/*', redirect);
    for (let index = 0; index < 20; index++) await addRule(100 + index, `/r/${index}`, redirect);
    const last = await addRule(900, '/last', { Type: 'forward', TargetGroupArn: pair.green });
    const unnamed = await run(findUnnamedRules(ports, pair, [defaultRule]));
    expect(unnamed.map(({ arn }) => arn)).toEqual([api, last]);
    expect(await run(findUnnamedRules(ports, pair, [listenerArn, api, last]))).toEqual([]);
  });
});

describe('a write of weights', () => {
  test.each(['the default rule', 'its listener', 'another rule'])('changes %s', async (which) => {
    const { ports, run, pair, addRule, both, weightsOf, defaultRule, listenerArn } = await setUp();
    const path = await addRule(10, '/api/*', both(100, 0));
    const arn =
      { 'the default rule': defaultRule, 'its listener': listenerArn, 'another rule': path }[which] ?? '';
    const write = await run(writeWeights(ports, arn, pair, { weights: { blue: 90, green: 10 } }));
    expect(write).toEqual({
      before: { weights: { blue: 100, green: 0 }, absent: [], others: [] },
      weights: { blue: 90, green: 10 },
    });
    expect(await weightsOf(arn)).toEqual({ blue: 90, green: 10 });
    const untouched = which === 'another rule' ? defaultRule : path;
    expect(await weightsOf(untouched)).toEqual({ blue: 100, green: 0 });
  });

  test('is sent also when the rule shows it already: the reading may be old', async () => {
    const { ports, run, pair, defaultRule, callsOf } = await setUp();
    await run(writeWeights(ports, defaultRule, pair, { weights: { blue: 100, green: 0 } }));
    expect(callsOf('ModifyListener')).toHaveLength(1);
  });

  test('arrives in spite of a lost answer, and says what was before', async () => {
    const { ports, run, pair, defaultRule, weightsOf, failCalls } = await setUp();
    let left = 1;
    failCalls((operation) => (operation === 'ModifyListener' && left-- > 0 ? 'lost-answer' : undefined));
    const write = await run(writeWeights(ports, defaultRule, pair, { weights: { blue: 0, green: 100 } }));
    expect(write.before.weights).toEqual({ blue: 100, green: 0 });
    expect(await weightsOf(defaultRule)).toEqual({ blue: 0, green: 100 });
  });

  test('leaves group stickiness alone, unless it is told to change it', async () => {
    const { ports, run, pair, defaultRule, weightsOf } = await setUp();
    const write = async (change: ForwardingChange) => {
      await run(writeWeights(ports, defaultRule, pair, change));
      const [rule] = await run(readRules(ports, [defaultRule]));
      return forwardingOf(rule?.actions ?? [], pair)?.stickySeconds;
    };
    const weights = { blue: 100, green: 0 };
    expect(await write({ weights, stickiness: 60 })).toBe(60);
    expect(await write({ weights: { blue: 0, green: 100 } })).toBe(60);
    expect(await write({ weights, stickiness: 'off' })).toBeUndefined();
    expect(await write({ stickiness: 90 })).toBe(90);
    expect(await weightsOf(defaultRule)).toEqual(weights);
  });

  test('asks whoever called what was read may be overwritten', async () => {
    const { ports, run, pair, defaultRule, weightsOf, callsOf } = await setUp();
    const refuse = writeWeights(
      ports,
      defaultRule,
      pair,
      { weights: { blue: 0, green: 100 } },
      ({ actions }) => {
        throw new Error(`Blue has ${forwardingOf(actions, pair)?.weights.blue}.`);
      },
    );
    await expect(run(refuse)).rejects.toThrow('Blue has 100.');
    expect(await weightsOf(defaultRule)).toEqual({ blue: 100, green: 0 });
    expect(callsOf('ModifyListener')).toEqual([]);
  });

  test('to a rule that sends nothing to the pair is refused', async () => {
    const { ports, run, pair, addRule } = await setUp();
    const arn = await addRule(10, '/old/*', redirect);
    await expect(run(writeWeights(ports, arn, pair, { weights: { blue: 1, green: 0 } }))).rejects.toThrow(
      `Rule ${arn} forwards to neither slot (${pair.blue}, ${pair.green}), so it has no weights to set.`,
    );
  });
});

describe('target health', () => {
  test('tells each target’s state and reason', async () => {
    const { ports, run, pair } = await setUp();
    await run(
      ports.elbv2.registerTargets({ TargetGroupArn: pair.blue, Targets: [{ Id: '10.0.0.9', Port: 8080 }] }),
    );
    const targets = await run(readTargetHealth(ports, pair.blue));
    expect(targets).toEqual([
      {
        id: '10.0.0.9',
        port: 8080,
        state: 'initial',
        reason: 'Elb.RegistrationInProgress',
        description: expect.any(String),
      },
    ]);
    expect(summariseTargets(targets)).toBe('1 initial (Elb.RegistrationInProgress)');
    expect(await run(readTargetHealth(ports, pair.green))).toEqual([]);
  });

  test('is summed up by state, the most frequent first', () => {
    const healthy = { id: 'a', port: 1, state: 'healthy' } as const;
    const failing = { ...healthy, state: 'unhealthy', reason: 'Target.Timeout' } as const;
    expect(summariseTargets([failing, healthy, healthy])).toBe('2 healthy, 1 unhealthy (Target.Timeout)');
    expect(summariseTargets([])).toBe('no targets');
  });
});
