import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import type { Target } from '../../../lib/aws/target.ts';
import { watchTraffic } from '../testing/judge-traffic.ts';
import { createOneSlotWorld } from '../testing/one-slot.ts';
import { GOOD, NEXT, RECORD } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';

const TAKEOVER = { mode: 'bootstrap' };

type World = Awaited<ReturnType<typeof createOneSlotWorld>>;

/** Of each write to the default rule: which groups it forwards to, with which weights. */
function writesOf({ aws, infrastructure: { target } }: World, mark: number) {
  const nameOf = (arn: string | undefined) =>
    arn === target.slots.blue.targetGroup ? 'blue' : arn === target.slots.green.targetGroup ? 'green' : arn;
  return aws.journal.slice(mark).flatMap(({ call, input, error }) => {
    if (call.operation !== 'ModifyListener' || error) return [];
    const { DefaultActions } = input as { DefaultActions: Action[] };
    const groups = DefaultActions.at(-1)?.ForwardConfig?.TargetGroups ?? [];
    return [Object.fromEntries(groups.map((group) => [nameOf(group.TargetGroupArn), group.Weight]))];
  });
}

function changesOf(world: World, mark: number): readonly string[] {
  return writesSince(world, mark).filter((operation) => operation !== 'PutParameter');
}

/** Runs it while visitors come, of whom none may be sent away. */
async function takeOver(world: World, given: Record<string, string> = {}, target?: Target) {
  const watch = watchTraffic(world);
  const ended = await world.release(NEXT, { ...TAKEOVER, ...given }, undefined, target);
  const complaints = await world.clock.run(watch.stop());
  return { ended, complaints };
}

/** Adds a rule that forwards to blue alone; gives the target that names both. */
async function addRuleForBlue({ clock, ports, infrastructure }: World): Promise<Target> {
  const { target, listenerArn: ListenerArn } = infrastructure;
  const { Rules = [] } = await clock.run(
    ports.elbv2.createRule({
      ListenerArn,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', Values: ['/api/*'] }],
      Actions: [{ Type: 'forward', TargetGroupArn: target.slots.blue.targetGroup }],
    }),
  );
  const added = Rules.flatMap(({ RuleArn = [] }) => RuleArn);
  return { ...target, productionRules: [...target.productionRules, ...added] };
}

describe('a service that has run with one slot', () => {
  test('is no start for a release, which says what is', async () => {
    const world = await createOneSlotWorld();
    await expect(world.release(NEXT)).rejects.toMatchObject({
      failure: {
        cause: expect.stringMatching(/^The target group of slot green, .*, is on no load balancer\.$/),
        advice:
          'Run mode: bootstrap, which puts it into every production rule with weight 0 and goes on as a release.',
      },
    });
  });

  test('is taken over: its rule gets the other slot without weight, and the new version goes there in steps', async () => {
    const world = await createOneSlotWorld();
    const mark = world.aws.journal.length;
    const { ended, complaints } = await takeOver(world, { steps: '10% 10s, 100%' });
    expect([ended.failure, complaints]).toEqual([undefined, []]);
    expect(ended.outputs).toMatchObject({
      ...{ verdict: 'released', 'live-slot': 'green', 'previous-slot': 'blue', image: NEXT },
    });
    expect(writesOf(world, mark)).toEqual([
      { blue: 1, green: 0 },
      { blue: 90, green: 10 },
      { blue: 0, green: 100 },
    ]);
    // The rule is first: without it the standby's health would prove nothing.
    expect(changesOf(world, mark)).toEqual([
      ...['RegisterTaskDefinition', 'ModifyListener', 'UpdateService'],
      ...['ModifyListener', 'ModifyListener', 'UpdateService'],
    ]);
    expect([await world.countOf('blue'), await world.countOf('green')]).toEqual([0, 2]);
    expect(world.log.lines).toContain(
      `green is put into ${world.infrastructure.target.productionRules[0]} with weight 0, where it stays from now on`,
    );
    expect((await world.release(GOOD)).outputs.verdict).toBe('released');
  });

  test('is taken over behind two rules, of which one knows both slots already', async () => {
    const world = await createOneSlotWorld();
    const target = await addRuleForBlue(world);
    await world.clock.run(world.setWeights(100, 0));
    const { ended, complaints } = await takeOver(world, {}, target);
    expect([ended.failure, complaints]).toEqual([undefined, []]);
    expect(world.callsOf('ModifyRule')).toHaveLength(2);
  });

  test('is taken over when its rule has a list of one', async () => {
    const world = await createOneSlotWorld({}, (TargetGroupArn) => [
      { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn, Weight: 7 }] } },
    ]);
    const mark = world.aws.journal.length;
    const { ended, complaints } = await takeOver(world);
    expect([ended.failure, complaints]).toEqual([undefined, []]);
    expect(writesOf(world, mark)).toEqual([
      { blue: 7, green: 0 },
      { blue: 0, green: 100 },
    ]);
  });

  test('is shown what would become of it by a dry run, which writes nothing', async () => {
    const world = await createOneSlotWorld();
    const mark = world.aws.journal.length;
    const { summary } = await world.release(NEXT, { ...TAKEOVER, 'dry-run': 'true' });
    expect(summary).toContain('| 1 → 0 | not in the rule → 100 |');
    expect(summary).toContain(
      'A slot that is not in a rule is put into it first, with weight 0, and stays there whatever comes next.',
    );
    expect(summary).toContain('<code>web-green</code> | 0 → 2 |');
    expect([changesOf(world, mark), writesOf(world, mark)]).toEqual([[], []]);
  });

  test('keeps its version, and the slot in its rule, when the new one does not get healthy', async () => {
    const world = await createOneSlotWorld({ environment: { CRASH_AFTER_SECONDS: '1' } });
    const mark = world.aws.journal.length;
    const { ended, complaints } = await takeOver(world);
    expect(ended.outputs).toMatchObject({ verdict: 'refused', 'live-slot': 'blue' });
    expect(complaints).toEqual([]);
    expect(writesOf(world, mark)).toEqual([{ blue: 1, green: 0 }]);
    expect(ended.summary).toContain('with weight 0, where it stays from now on');
    expect([await world.countOf('blue'), await world.countOf('green')]).toEqual([2, 0]);
  });

  test('gets its traffic back when the new version turns bad, and can be taken over again', async () => {
    const world = await createOneSlotWorld({ environment: { ERRORS_AFTER_SECONDS: '25' } });
    const mark = world.aws.journal.length;
    const ended = await world.release(NEXT, TAKEOVER);
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'blue' });
    expect(writesOf(world, mark).at(-1)).toEqual({ blue: 100, green: 0 });
    const next = await world.release(GOOD, TAKEOVER);
    expect([next.failure, next.outputs['live-slot']]).toEqual([undefined, 'green']);
  });

  test('is taken over once: the record knows a release then', async () => {
    const world = await createOneSlotWorld();
    expect((await world.release(NEXT, TAKEOVER)).failure).toBeUndefined();
    await expect(world.release(GOOD, TAKEOVER)).rejects.toThrow(`the record ${RECORD} knows of release 1`);
  });

  test('is taken over again when infrastructure code has taken the other slot out of its rule', async () => {
    const world = await createOneSlotWorld();
    await world.release(NEXT, TAKEOVER);
    const { listenerArn: ListenerArn, target } = world.infrastructure;
    const DefaultActions: Action[] = [{ Type: 'forward', TargetGroupArn: target.slots.green.targetGroup }];
    await world.clock.run(world.ports.elbv2.modifyListener({ ListenerArn, DefaultActions }));
    await expect(world.release(GOOD)).rejects.toThrow('of slot blue');
    const ended = await world.release(GOOD, TAKEOVER);
    expect([ended.failure, ended.outputs['live-slot']]).toEqual([undefined, 'blue']);
  });

  test('whose tasks are gone is bootstrapped at once', async () => {
    const world = await createOneSlotWorld();
    const { cluster, slots } = world.infrastructure.target;
    const { service } = slots.blue;
    await world.clock.run(world.ports.ecs.updateService({ cluster, service, desiredCount: 0 }));
    await world.clock.run(sleep(world.clock, 60_000));
    const mark = world.aws.journal.length;
    const ended = await world.release(NEXT, { ...TAKEOVER, 'desired-count': '2', steps: '10% 1m, 100%' });
    expect([ended.failure, ended.outputs['live-slot']]).toEqual([undefined, 'green']);
    expect(writesOf(world, mark)).toEqual([
      { blue: 1, green: 0 },
      { blue: 0, green: 100 },
    ]);
  });
});

describe('what a rule does beside forwarding', () => {
  test('stays as it is when the other slot is put into it', async () => {
    const world = await createOneSlotWorld({});
    const { listenerArn: ListenerArn, target } = world.infrastructure;
    const { elbv2 } = world.ports;
    const { Rules = [] } = await world.clock.run(
      elbv2.createRule({
        ListenerArn,
        Priority: 3,
        Conditions: [
          { Field: 'host-header', Values: ['shop.example.com'] },
          { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-kind', Values: ['member'] } },
        ],
        Actions: [{ Type: 'forward', Order: 5, TargetGroupArn: target.slots.blue.targetGroup }],
      }),
    );
    const RuleArn = Rules[0]?.RuleArn ?? '';
    const named = { ...target, productionRules: [...target.productionRules, RuleArn] };
    const { ended } = await takeOver(world, {}, named);
    expect(ended.failure).toBeUndefined();
    const after = await world.clock.run(elbv2.describeRules({ RuleArns: [RuleArn] }));
    const { Conditions, Priority } = after.Rules?.[0] ?? {};
    expect({ Conditions, Priority }).toEqual({
      Conditions: Rules[0]?.Conditions,
      Priority: '3',
    });
    expect(after.Rules?.[0]?.Actions?.map(({ Order }) => Order)).toEqual([5]);
  });
});

describe('putting the other slot into a rule', () => {
  test('is done once when its answer is lost', async () => {
    const world = await createOneSlotWorld();
    let lost = 0;
    world.failCalls((operation) =>
      operation === 'ModifyListener' && lost++ === 0 ? 'lost-answer' : undefined,
    );
    const { ended, complaints } = await takeOver(world);
    expect([ended.failure, complaints]).toEqual([undefined, []]);
  });

  test('is left to whoever has changed the rule meanwhile', async () => {
    const world = await createOneSlotWorld();
    const { listenerArn: ListenerArn, target } = world.infrastructure;
    let isChanged = false;
    world.failCalls(async (operation) => {
      if (operation !== 'RegisterTaskDefinition' || isChanged) return undefined;
      isChanged = true;
      const TargetGroups = [{ TargetGroupArn: target.slots.blue.targetGroup, Weight: 50 }];
      const DefaultActions: Action[] = [{ Type: 'forward', ForwardConfig: { TargetGroups } }];
      await world.ports.elbv2.modifyListener({ ListenerArn, DefaultActions });
      return undefined;
    });
    const mark = world.aws.journal.length;
    const { ended, complaints } = await takeOver(world);
    expect(ended.outputs).toMatchObject({ verdict: 'refused', 'live-slot': 'blue' });
    expect(ended.failure?.cause).toMatch(
      /^Somebody else has changed production rule .*: blue 50, green 0\.$/,
    );
    expect(complaints).toEqual([]);
    expect(writesOf(world, mark)).toEqual([{ blue: 50 }]);
  });

  test('that is undone at once starts nothing', async () => {
    const world = await createOneSlotWorld();
    const { listenerArn: ListenerArn, target } = world.infrastructure;
    let writes = 0;
    world.failCalls(async (operation) => {
      if (operation === 'ModifyListener') writes += 1;
      if (operation !== 'DescribeRules' || writes !== 1) return undefined;
      const DefaultActions: Action[] = [{ Type: 'forward', TargetGroupArn: target.slots.blue.targetGroup }];
      await world.ports.elbv2.modifyListener({ ListenerArn, DefaultActions });
      return undefined;
    });
    const { ended, complaints } = await takeOver(world);
    expect(ended.outputs).toMatchObject({ verdict: 'refused', 'live-slot': 'blue' });
    expect(ended.failure?.cause).toMatch(
      /^Production rule .* reads back without one of the target groups, which this run has put into it\.$/,
    );
    expect(complaints).toEqual([]);
    expect(await world.countOf('green')).toBe(0);
  });

  test('is not done by a run from which another one has taken over', async () => {
    const world = await createOneSlotWorld();
    const mark = world.aws.journal.length;
    let hasBegun = false;
    const ended = world.release(NEXT, TAKEOVER, async () => {
      world.failCalls(async (operation) => {
        if (operation !== 'RegisterTaskDefinition' || hasBegun) return undefined;
        hasBegun = true;
        await world.startMode({ mode: 'recover' });
        return undefined;
      });
    });
    await expect(ended).rejects.toThrow('has taken over');
    expect(changesOf(world, mark)).toEqual(['RegisterTaskDefinition']);
  });

  test('that AWS refuses starts nothing, and tells why', async () => {
    const world = await createOneSlotWorld();
    world.failCalls((operation) => (operation === 'ModifyListener' ? 'expired-credentials' : undefined));
    const { ended, complaints } = await takeOver(world);
    expect(ended.outputs.verdict).toBe('refused');
    expect(ended.failure?.cause).toContain('The AWS credentials have expired');
    expect(complaints).toEqual([]);
    expect(await world.countOf('green')).toBe(0);
  });
});

describe('a cancelled takeover', () => {
  test.each([
    ['when it has put the slot into the rule', 'ModifyListener'],
    ['while its standby comes up', 'DescribeTargetHealth'],
  ])('%s leaves the old version with all the traffic, and can be run again', async (_when, last) => {
    const world = await createOneSlotWorld();
    let hasJoined = false;
    const ended = await world.release(NEXT, TAKEOVER, async (cancel) => {
      world.failCalls((operation) => {
        hasJoined ||= operation === 'ModifyListener';
        if (hasJoined && operation === last) cancel(new Error('Cancelled'));
        return undefined;
      });
    });
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'blue' });
    expect(await world.countOf('green')).toBe(0);
    world.failCalls(() => undefined);
    const { ended: next, complaints } = await takeOver(world);
    expect([next.failure, complaints]).toEqual([undefined, []]);
  });

  test('after its first weight gives it back within seconds', async () => {
    const world = await createOneSlotWorld();
    const mark = world.aws.journal.length;
    let cancelledAt = 0;
    const ended = await world.release(NEXT, { ...TAKEOVER, steps: '10% 5m, 100%' }, async (cancel) => {
      await sleep(world.clock, 60_000);
      cancelledAt = world.clock.now();
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs).toMatchObject({ verdict: 'interrupted', 'live-slot': 'blue' });
    expect(world.clock.now() - cancelledAt).toBeLessThan(7_000);
    expect(writesOf(world, mark)).toEqual([
      { blue: 1, green: 0 },
      { blue: 90, green: 10 },
      { blue: 100, green: 0 },
    ]);
  });
});
