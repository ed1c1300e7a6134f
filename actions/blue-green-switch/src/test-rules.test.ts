import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import type { ActionFailure } from '../../../lib/action/errors.ts';
import { isRuleWrite } from '../../../lib/aws/operations.ts';
import type { Behaviour } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { imageOf } from '../testing/image-of.ts';
import { runWithFakeAws } from '../testing/run-with-fake-aws.ts';
import { giveWeights, until, weightsOf } from '../testing/somebody-else.ts';
import { createWorld, NEXT, TEST_KEY } from '../testing/world.ts';
import { writesSince } from '../testing/writes-since.ts';

const POINTS_AT_GREEN = [0, 100];
const POINTS_AT_BLUE = [100, 0];

/** A world with a test rule, and inputs that probe through it. */
async function createTestedWorld(next: Behaviour = {}, version = '1.5') {
  const world = await createWorld({ ...next, environment: { APP_VERSION: version, ...next.environment } });
  const { target, testRule } = await world.addTestRule();
  const given = {
    ...{ 'test-url': `${world.url}/`, 'test-headers': `x-standby=${TEST_KEY}` },
    'expect-version': 'header:x-app-version=1.5',
  };
  const releaseTested = (
    inputs: Record<string, string> = {},
    meanwhile?: (cancel: (reason: Error) => void) => Promise<void>,
  ) => world.release(NEXT, { ...given, ...inputs }, meanwhile, target);
  return { ...world, target, testRule, given, releaseTested };
}

type World = Awaited<ReturnType<typeof createTestedWorld>>;

/** What wrote rules, in order, and whether it succeeded. */
function ruleWrites(world: Pick<World, 'aws'>, mark: number): string[] {
  return world.aws.journal.slice(mark).flatMap(({ call, error }) => {
    return isRuleWrite(call.operation) && error === undefined ? [call.operation] : [];
  });
}

describe('a test rule', () => {
  test('points at the standby before the first weight, and stays with the released slot', async () => {
    const world = await createTestedWorld();
    const mark = world.aws.journal.length;
    const ended = await world.releaseTested();
    expect(ended.failure).toBeUndefined();
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'blue', 'failed-requests': '0' });
    expect(ruleWrites(world, mark)).toEqual(['ModifyRule', 'ModifyListener']);
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_BLUE);
    expect(ended.summary).toMatch(/Standby probe: \d+ requests, 0 failed\. Answered \d+ by 1\.5 \(expected/);
  });

  test('is found the other way round by the next release', async () => {
    const world = await createTestedWorld();
    await world.releaseTested();
    const another = imageOf(3);
    const { 'expect-version': _, ...given } = world.given;
    const ended = await world.releaseTested({
      ...given,
      image: another,
      'expect-version': 'header:x-app-version=unversioned',
    });
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'green' });
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_GREEN);
  });

  test('may be a listener of its own', async () => {
    const world = await createWorld();
    const { listenerArn, target } = world.infrastructure;
    const [balancer] = await world.clock
      .run(world.ports.elbv2.describeListeners({ ListenerArns: [listenerArn] }))
      .then(({ Listeners = [] }) => Listeners);
    const { Listeners: [made] = [] } = await world.clock.run(
      world.ports.elbv2.createListener({
        ...{ LoadBalancerArn: balancer?.LoadBalancerArn, Protocol: 'HTTP', Port: 8080 },
        DefaultActions: balancer?.DefaultActions,
      }),
    );
    const testListener = made?.ListenerArn ?? '';
    const url = world.aws.endpoints()[testListener] ?? '';
    const given = { 'test-url': `${url}/` };
    const ended = await world.release(NEXT, given, undefined, { ...target, testRules: [testListener] });
    expect([ended.failure, ended.outputs.verdict]).toEqual([undefined, 'released']);
    expect(ended.summary).toMatch(/Standby probe: \d+ requests, 0 failed/);
  });

  test('is pointed too where nothing is probed through it', async () => {
    const world = await createTestedWorld();
    const ended = await world.releaseTested({ 'test-url': '', 'test-headers': '', 'expect-version': '' });
    expect(ended.outputs.verdict).toBe('released');
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_BLUE);
  });

  test('is shown by a status, where it decides nothing', async () => {
    const world = await createTestedWorld();
    await world.clock.run(giveWeights(world, world.testRule, [70, 30]));
    const status = await world.runMode({ mode: 'status' }, undefined, world.target);
    expect(status.outputs['live-slot']).toBe('green');
    expect(status.summary).toContain(
      `| Test rule | blue | green | Group stickiness |\n| --- | --- | --- | --- |\n| <code>${world.testRule}</code> | 70 | 30 |`,
    );
  });

  test('is shown by a dry run', async () => {
    const world = await createTestedWorld();
    const mark = world.aws.journal.length;
    const ended = await world.releaseTested({ 'dry-run': 'true' });
    expect(ended.summary).toContain(`Test rules that would point at blue: <code>${world.testRule}</code>.`);
    expect(ruleWrites(world, mark)).toEqual([]);
  });
});

test('a test rule that sends nobody to a slot is refused with the command that mends it', async () => {
  const world = await createTestedWorld();
  const { elbv2 } = world.ports;
  const FixedResponseConfig = { StatusCode: '404' };
  const Actions = [{ Type: 'fixed-response' as const, FixedResponseConfig }];
  await world.clock.run(elbv2.modifyRule({ RuleArn: world.testRule, Actions }));
  const refused: unknown = await world.releaseTested().catch((error: unknown) => error);
  const { failure } = refused as ActionFailure;
  expect(failure.cause).toContain(`Test rule ${world.testRule} does not forward to both slots`);
  const [told = ''] = /aws elbv2 .*$/.exec(failure.advice ?? '') ?? [];
  const [call] = runWithFakeAws(told).calls;
  expect(call).toMatchObject({ command: 'elbv2 modify-rule', options: { 'rule-arn': world.testRule } });
  const mended = call?.options.actions as Action[];
  await world.clock.run(elbv2.modifyRule({ RuleArn: world.testRule, Actions: mended }));
  expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_GREEN);
  expect((await world.releaseTested()).outputs.verdict).toBe('released');
});

describe('a standby that is not what it should be, through its test rule,', () => {
  test.each<[string, Behaviour, string, string]>([
    ['fails', { environment: { ERRORS_AFTER_SECONDS: '0', ERROR_RATE: '1' } }, '1.5', 'failed: status 500'],
    [
      'fails some requests, and never three in a row',
      { environment: { ERRORS_AFTER_SECONDS: '0', ERROR_RATE: '0.3' } },
      '1.5',
      'of 20 requests to',
    ],
    ['is another version', {}, '1.4', 'failed: header x-app-version is "1.4" instead of "1.5"'],
  ])('because it %s, never gets traffic', async (_how, behaviour, version, cause) => {
    const world = await createTestedWorld(behaviour, version);
    const ended = await world.releaseTested({ 'probe-interval': '1s' });
    expect(ended.outputs).toMatchObject({ verdict: 'refused', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('Gate "standby probe" failed: ');
    expect(ended.failure?.cause).toContain(cause);
    expect(ended.outputs['failed-requests']).toBe('0');
    expect(world.weightWrites()).toEqual([]);
    expect(await world.countOf('blue')).toBe(0);
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_GREEN);
  });

  test('is noticed at a small share, before the visitors’ own probe has met it often', async () => {
    const world = await createTestedWorld({ environment: { ERRORS_AFTER_SECONDS: '40', ERROR_RATE: '1' } });
    const mark = world.aws.journal.length;
    const ended = await world.releaseTested({ steps: '5% 2m, 100%' });
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toMatch(/^Gate "standby probe" failed: \d (of|requests) /);
    // Visitors first, testers then.
    expect(ruleWrites(world, mark)).toEqual(['ModifyRule', 'ModifyListener', 'ModifyListener', 'ModifyRule']);
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_GREEN);
  });

  test('behind a firewall that lets no probe through, is inconclusive before any traffic', async () => {
    const world = await createTestedWorld();
    world.edge.limitRate({ requests: 0, window: 300_000 });
    const ended = await world.releaseTested();
    expect(ended.outputs).toMatchObject({ verdict: 'inconclusive', 'live-slot': 'green' });
    expect(ended.summary).toContain('### :x: Inconclusive, before any traffic: The probe cannot tell');
    expect(world.weightWrites()).toEqual([]);
    expect(await world.countOf('blue')).toBe(0);
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_GREEN);
  });

  test('does not get healthy, so its test rule is never touched', async () => {
    const world = await createTestedWorld({ environment: { NEVER_READY: 'true' } });
    const mark = world.aws.journal.length;
    expect((await world.releaseTested()).outputs.verdict).toBe('refused');
    expect(ruleWrites(world, mark)).toEqual([]);
  });
});

describe('the header that a test rule asks for', () => {
  /** All that a run has said, but not what it has hidden. */
  const toldBy = (world: World, outcome: object) => [JSON.stringify(outcome), ...world.log.lines].join('\n');

  test('may be kept in Parameter Store, is hidden before it is used, and told nowhere', async () => {
    const world = await createTestedWorld();
    const Name = '/platform/shop/production/web/standby-key';
    await world.clock.run(world.ports.ssm.putParameter({ Name, Type: 'SecureString', Value: TEST_KEY }));
    const ended = await world.releaseTested({ 'test-headers': `x-standby=ssm:${Name}` });
    expect(ended.outputs.verdict).toBe('released');
    expect(world.masked).toEqual([TEST_KEY]);
    expect(toldBy(world, ended)).not.toContain(TEST_KEY);
  });

  test('that Parameter Store does not know is told before anything is written', async () => {
    const world = await createTestedWorld();
    const mark = world.aws.journal.length;
    const Name = '/platform/shop/production/web/standby-key';
    await expect(world.releaseTested({ 'test-headers': `x-standby=ssm:${Name}` })).rejects.toThrow(
      `There is no value for test header x-standby: parameter ${Name} does not exist in eu-west-1.`,
    );
    const calls = world.aws.journal.slice(mark).map(({ call }) => call.operation);
    expect(calls).toEqual(['GetParameter']);
  });

  test('is told nowhere when it is wrong, and another version answers', async () => {
    const world = await createTestedWorld();
    const ended = await world.releaseTested({ 'test-headers': 'x-standby=WR0NG' });
    expect(ended.outputs.verdict).toBe('refused');
    expect(ended.failure?.cause).toContain('header x-app-version is "unversioned" instead of "1.5"');
    expect(toldBy(world, ended)).not.toContain('WR0NG');
  });
});

describe('somebody else’s change of a test rule', () => {
  test('before it is pointed refuses the release, and is left alone', async () => {
    const world = await createTestedWorld();
    const ended = await world.releaseTested({}, async () => {
      await until(world, 'web-blue (blue) starts');
      await giveWeights(world, world.testRule, [50, 50]);
    });
    expect(ended.outputs.verdict).toBe('refused');
    expect(ended.failure?.cause).toBe(
      `Somebody else has changed test rule ${world.testRule}: blue 50, green 50.`,
    );
    expect(world.log.lines).not.toContain('Roll back to green');
    expect(world.weightWrites()).toEqual([]);
    expect(await weightsOf(world, world.testRule)).toEqual([50, 50]);
    expect(await world.countOf('blue')).toBe(0);
  });

  test('while the standby is proven refuses it too, though what answers is good', async () => {
    const world = await createTestedWorld();
    const ended = await world.releaseTested({ 'expect-version': '' }, async () => {
      await until(world, `Test rule ${world.testRule} points at blue`);
      await giveWeights(world, world.testRule, [0, 100]);
    });
    expect(ended.outputs.verdict).toBe('refused');
    expect(ended.failure?.cause).toContain(`Test rule ${world.testRule} reads back with blue 0, green 100`);
    expect(world.weightWrites()).toEqual([]);
  });

  test('after the first weight moves no visitor, and is told in red', async () => {
    const world = await createTestedWorld();
    const ended = await world.releaseTested({ bake: '1m' }, async () => {
      await until(world, '100% of the traffic goes to blue');
      await giveWeights(world, world.testRule, [0, 100]);
    });
    expect(ended.outputs).toMatchObject({ verdict: 'released', 'live-slot': 'blue' });
    expect(ended.failure?.cause).toContain(`Test rule ${world.testRule} reads back with blue 0, green 100`);
    expect(ended.summary).toContain('The standby is not probed any more.');
    expect(world.weightWrites()).toEqual([[100, 0]]);
    expect(await world.countOf('green')).toBe(0);
  });

  test('is not undone by a release that goes back', async () => {
    const world = await createTestedWorld({ environment: { ERRORS_AFTER_SECONDS: '60' } });
    const ended = await world.releaseTested({ bake: '2m' }, async () => {
      await until(world, '100% of the traffic goes to blue');
      await giveWeights(world, world.testRule, [50, 50]);
    });
    expect(ended.outputs.verdict).toBe('rolled-back');
    expect(ended.summary).toContain(`Somebody else has changed test rule`);
    expect(await weightsOf(world, world.testRule)).toEqual([50, 50]);
    const next = await world
      .releaseTested({ 'test-url': '', 'test-headers': '', bake: '20s' })
      .catch((error: Error) => error);
    expect(next).toMatchObject({ outputs: { verdict: 'released' } });
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_BLUE);
  });
});

describe('a release is refused, and nothing is written,', () => {
  test.each<[string, (world: World) => object, string]>([
    [
      'when its test URL is not backed by a test rule',
      ({ infrastructure }) => infrastructure.target,
      'Input "test-url" needs a test rule, and the target names none',
    ],
    [
      'when a test rule does not exist',
      ({ target, testRule }) => ({ ...target, testRules: [`${testRule}0`] }),
      'does not exist',
    ],
    [
      'when a test rule is a production rule by another name',
      ({ target, infrastructure }) => ({ ...target, testRules: [infrastructure.listenerArn] }),
      'is a production rule by another name',
    ],
  ])('%s', async (_when, targetOf, cause) => {
    const world = await createTestedWorld();
    const mark = world.aws.journal.length;
    const target = targetOf(world) as typeof world.target;
    const request = world.requestOf(world.releaseOf(NEXT, world.given));
    await expect(world.runRequest(request, undefined, target)).rejects.toThrow(cause);
    expect(writesSince(world, mark)).toEqual([]);
  });
});

describe('a release in its single modes', () => {
  const PREPARE = { mode: 'prepare', image: NEXT, hold: '', 'healthy-timeout': '1m', 'probe-interval': '1s' };
  const SHIFT = { mode: 'shift', hold: '5s', bake: '20s', 'healthy-timeout': '1m', 'probe-interval': '1s' };

  test('points its test rules when it is prepared, and probes again when it shifts', async () => {
    const world = await createTestedWorld();
    const { 'expect-version': _, ...probed } = world.given;
    const prepared = await world.runMode({ ...PREPARE, ...world.given }, 'pipeline', world.target);
    expect([prepared.outputs.verdict, prepared.failure]).toEqual(['prepared', undefined]);
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_BLUE);
    const shifted = await world.runMode({ ...SHIFT, ...probed }, 'pipeline', world.target);
    expect([shifted.outputs.verdict, shifted.failure]).toEqual(['shifted', undefined]);
    expect(shifted.summary).toMatch(/Standby probe: \d+ requests, 0 failed\. Answered \d+ by 1\.5/);
  });

  test('is refused when somebody else has changed a test rule between the two', async () => {
    const world = await createTestedWorld();
    await world.runMode({ ...PREPARE, ...world.given }, 'pipeline', world.target);
    await world.clock.run(giveWeights(world, world.testRule, [50, 50]));
    const shifted = await world.runMode(SHIFT, 'pipeline', world.target);
    expect(shifted.outputs.verdict).toBe('refused');
    expect(shifted.failure?.cause).toContain(`Test rule ${world.testRule} reads back with blue 50, green 50`);
    expect(world.weightWrites()).toEqual([]);
    expect(await weightsOf(world, world.testRule)).toEqual([50, 50]);
  });

  test('gets its test rules back when what was prepared is taken back', async () => {
    const world = await createTestedWorld();
    await world.runMode({ ...PREPARE, ...world.given }, 'pipeline', world.target);
    await world.runMode({ mode: 'recover', hold: '5s' }, 'other', world.target);
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_GREEN);
    expect(await world.countOf('blue')).toBe(0);
  });
});

describe('a rollback', () => {
  const ROLLBACK = { mode: 'rollback', hold: '5s', bake: '10s', 'healthy-timeout': '1m' };

  async function createReleasedWorld() {
    const world = await createTestedWorld();
    await world.releaseTested({ 'standby-count': '2' });
    return { ...world, mark: world.aws.journal.length };
  }

  test('moves the visitors first, and its test rules when it is through', async () => {
    const world = await createReleasedWorld();
    const ended = await world.runMode(ROLLBACK, undefined, world.target);
    expect([ended.outputs.verdict, ended.failure]).toEqual(['rolled-back', undefined]);
    expect(ruleWrites(world, world.mark)).toEqual(['ModifyListener', 'ModifyRule']);
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_GREEN);
  });

  test('is not kept from it by a test rule that is gone', async () => {
    const world = await createReleasedWorld();
    await world.clock.run(world.ports.elbv2.deleteRule({ RuleArn: world.testRule }));
    const ended = await world.runMode(ROLLBACK, undefined, world.target);
    expect([ended.outputs.verdict, ended.failure]).toEqual(['rolled-back', undefined]);
    expect(world.log.lines).toContainEqual(expect.stringContaining('does not exist'));
  });

  test('is not kept from it by one that cannot be written, which it tells', async () => {
    const world = await createReleasedWorld();
    world.failCalls((operation) => (operation === 'ModifyRule' ? 'unavailable' : undefined));
    const ended = await world.runMode(ROLLBACK, undefined, world.target);
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toContain('ModifyRule');
    expect(await world.countOf('blue')).toBe(0);
  });

  test('is not kept from it by somebody else’s change', async () => {
    const world = await createReleasedWorld();
    const said = world.log.lines.length;
    const isMoved = () =>
      world.log.lines.slice(said).some((line) => line.startsWith('100% of the traffic goes to green'));
    const beside = async () => {
      while (!isMoved()) await sleep(world.clock, 200);
      await giveWeights(world, world.testRule, [50, 50]);
    };
    const [ended] = await world.clock.run(Promise.all([world.startMode(ROLLBACK, world.target), beside()]));
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(ended.failure?.cause).toBe(
      `Somebody else has changed test rule ${world.testRule}: blue 50, green 50.`,
    );
    expect(await weightsOf(world, world.testRule)).toEqual([50, 50]);
  });
});

describe('a test rule that cannot be written', () => {
  test('refuses the release, and keeps no later run from its work', async () => {
    const world = await createTestedWorld();
    await world.releaseTested({ 'standby-count': '2' });
    let isDown = true;
    world.failCalls((operation) => (isDown && operation === 'ModifyRule' ? 'unavailable' : undefined));
    const ended = await world.releaseTested({ image: imageOf(4) });
    expect(ended.outputs).toMatchObject({ verdict: 'refused', 'live-slot': 'blue' });
    expect(ended.failure?.detail).toContain('Then: ');
    const rollback = { mode: 'rollback', hold: '5s', bake: '10s', 'healthy-timeout': '1m' };
    const back = await world.runMode(rollback, undefined, world.target);
    expect(back.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    isDown = false;
    const again = await world.releaseTested();
    expect([again.outputs.verdict, again.failure]).toEqual(['released', undefined]);
  });
});

describe('a run that is cancelled', () => {
  test('while it probes the standby puts its test rules back', async () => {
    const world = await createTestedWorld();
    const ended = await world.releaseTested({ hold: '20s' }, async (cancel) => {
      await until(world, `Test rule ${world.testRule} points at blue`);
      await sleep(world.clock, 1_000);
      cancel(new Error('Cancelled'));
    });
    expect(ended.outputs.verdict).toBe('interrupted');
    expect(await weightsOf(world, world.testRule)).toEqual(POINTS_AT_GREEN);
    expect(await world.countOf('blue')).toBe(0);
  });
});
