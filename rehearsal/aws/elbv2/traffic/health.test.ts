import { ModifyListenerCommand, ModifyTargetGroupCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../../lib/action/clock.ts';
import type { Elbv2Settings } from '../settings.ts';
import { createVirtualWorld, describeHealth, forwardTo, plainAnswer } from '../testing/world.ts';

const TARGET = { id: '10.0.0.1', port: 8080 };

/** A group with weight 0, checked every 10 s, with one target at 10.0.0.1. */
async function withGroup(settings: Partial<Elbv2Settings> = {}) {
  const world = createVirtualWorld({ settings });
  const { clock } = world;
  const script = world.announceScript(TARGET.id);
  const [group, other] = await clock.run(
    Promise.all([
      world.makeGroup('blue', {
        HealthCheckIntervalSeconds: 10,
        HealthCheckPath: '/healthz',
        HealthyThresholdCount: 3,
        UnhealthyThresholdCount: 2,
      }),
      world.makeGroup('other'),
    ]),
  );
  const loadBalancer = await world.makeLoadBalancer();
  const listener = await world.makeListener(loadBalancer, [forwardTo([group, 0], [other, 1])]);
  const health = () => describeHealth(world.targetGroups.healthOf(group, TARGET));
  const wait = (seconds: number) => clock.run(sleep(clock, seconds * 1000));
  return { ...world, script, group, other, listener, health, wait };
}

describe('target health', () => {
  test('one passing check of every node makes a new target healthy, within one interval, at weight 0 too', async () => {
    const { targetGroups, group, health, wait, script } = await withGroup();
    targetGroups.register(group, TARGET);
    await wait(0);
    expect(health()).toBe('initial Elb.InitialHealthChecking');
    await wait(10.1);
    expect(health()).toBe('healthy');
    expect(script.checks).toBe(2);
  });

  test('a target is in registration before the nodes know it', async () => {
    const { targetGroups, group, health, wait, script } = await withGroup({
      registrationLag: { min: 3000, max: 3000 },
    });
    targetGroups.register(group, TARGET);
    expect(health()).toBe('initial Elb.RegistrationInProgress');
    await wait(2.9);
    expect(health()).toBe('initial Elb.RegistrationInProgress');
    expect(script.checks).toBe(0);
    await wait(0.2);
    expect(health()).toBe('initial Elb.InitialHealthChecking');
  });

  test('it takes the thresholds to become unhealthy and healthy again', async () => {
    const { targetGroups, group, health, wait, script } = await withGroup();
    targetGroups.register(group, TARGET);
    await wait(10.1);
    script.checkAnswer = plainAnswer(500);
    await wait(10);
    expect(health()).toBe('healthy');
    await wait(10);
    expect(health()).toBe('unhealthy Target.ResponseCodeMismatch');
    script.checkAnswer = plainAnswer(200);
    await wait(20);
    expect(health()).toBe('unhealthy Target.ResponseCodeMismatch');
    await wait(10);
    expect(health()).toBe('healthy');
  });

  test.each([
    [plainAnswer(404), 'Target.ResponseCodeMismatch', 'Health checks failed with these codes: [404]'],
    [plainAnswer(200, '', 6000), 'Target.Timeout', 'Request timed out'],
    [{ milliseconds: 1, result: 'refused' as const }, 'Target.FailedHealthChecks', 'Health checks failed'],
    [{ milliseconds: 1, result: 'reset' as const }, 'Target.FailedHealthChecks', 'Health checks failed'],
  ])('answering %j it is unhealthy for %s', async (answer, Reason, Description) => {
    const { targetGroups, group, wait, script } = await withGroup();
    script.checkAnswer = answer;
    targetGroups.register(group, TARGET);
    await wait(40);
    expect(targetGroups.healthOf(group, TARGET)).toEqual({ State: 'unhealthy', Reason, Description });
  });

  test('an address that nobody holds only lets time pass', async () => {
    const { targetGroups, group, wait, script } = await withGroup();
    script.withdraw();
    targetGroups.register(group, TARGET);
    await wait(40);
    expect(targetGroups.healthOf(group, TARGET)?.Reason).toBe('Target.Timeout');
  });

  test('checks go to the path, and to the port that the group names', async () => {
    const { client, network, clock, makeGroup, targetGroups, listener } = await withGroup();
    const seen: string[] = [];
    network.announce('10.0.0.9', (port) => ({
      kind: 'script',
      answer: ({ method, url, headers }) => {
        seen.push(`${port} ${method} ${url} ${headers.host}`);
        return plainAnswer(200);
      },
    }));
    const group = await makeGroup('side', { HealthCheckPort: '9000', HealthCheckPath: '/up?x=1' });
    await client.send(
      new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: [forwardTo([group, 1])] }),
    );
    targetGroups.register(group, { id: '10.0.0.9', port: 8080 });
    await clock.run(sleep(clock, 30_000));
    expect(seen).toEqual(Array(2).fill('9000 GET /up?x=1 10.0.0.9:9000'));
  });

  test('in no rule a target is unused and is not checked; a rule begins its checks', async () => {
    const { client, targetGroups, group, other, listener, health, wait, script } = await withGroup();
    const use = (...groups: [string, number][]) =>
      client.send(
        new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: [forwardTo(...groups)] }),
      );
    await use([other, 1]);
    targetGroups.register(group, TARGET);
    await wait(60);
    expect(health()).toBe('unused Target.NotInUse');
    expect(script.checks).toBe(0);
    await use([other, 1], [group, 0]);
    await wait(10.1);
    expect(health()).toBe('healthy');
    await use([other, 1]);
    expect(health()).toBe('unused Target.NotInUse');
    const checks = script.checks;
    await wait(60);
    expect(script.checks).toBe(checks);
  });

  test('deregistered it drains until the delay is over, then it is gone', async () => {
    const { targetGroups, group, setDelay, health, wait, healthByTarget, script } = await withGroup();
    await setDelay(group, 30);
    expect(targetGroups.deregistrationDelay(group)).toBe(30_000);
    targetGroups.register(group, TARGET);
    await wait(10.1);
    targetGroups.deregister(group, TARGET);
    const checks = script.checks;
    await wait(29.9);
    expect(health()).toBe('draining Target.DeregistrationInProgress');
    await wait(0.2);
    expect(health()).toBe('');
    expect(await healthByTarget(group)).toEqual({});
    expect(script.checks).toBe(checks);
  });

  test('an unused target is gone at once', async () => {
    const { targetGroups, makeGroup } = await withGroup();
    const lonely = await makeGroup('lonely');
    targetGroups.register(lonely, TARGET);
    targetGroups.deregister(lonely, TARGET);
    expect(targetGroups.healthOf(lonely, TARGET)).toBeUndefined();
  });

  test('registered again while it drains, it starts anew and stays', async () => {
    const { targetGroups, group, setDelay, health, wait } = await withGroup();
    await setDelay(group, 30);
    targetGroups.register(group, TARGET);
    await wait(10.1);
    targetGroups.deregister(group, TARGET);
    await wait(20);
    targetGroups.register(group, TARGET);
    await wait(0);
    expect(health()).toBe('initial Elb.InitialHealthChecking');
    await wait(60);
    expect(health()).toBe('healthy');
  });

  test('changed settings take effect at once', async () => {
    const { client, targetGroups, group, health, wait, script } = await withGroup();
    targetGroups.register(group, TARGET);
    await wait(10.1);
    script.checkAnswer = plainAnswer(204);
    await client.send(
      new ModifyTargetGroupCommand({
        TargetGroupArn: group,
        HealthCheckIntervalSeconds: 300,
        Matcher: { HttpCode: '204' },
      }),
    );
    const checks = script.checks;
    await wait(300.1);
    expect(script.checks - checks).toBe(2);
    expect(health()).toBe('healthy');
  });

  test('each node checks at a phase of its own', async () => {
    const { targetGroups, group, network, wait, clock } = await withGroup();
    const at: number[] = [];
    network.announce('10.0.0.2', () => ({
      kind: 'script',
      answer: () => {
        at.push(clock.now());
        return plainAnswer(200);
      },
    }));
    targetGroups.register(group, { id: '10.0.0.2', port: 8080 });
    await wait(20.1);
    const phases = at.map((moment) => moment % 10_000);
    expect(phases).toHaveLength(4);
    expect(new Set(phases).size).toBe(2);
  });

  test.each([
    ['every-node' as const, 'initial Elb.InitialHealthChecking'],
    ['any-node' as const, 'healthy'],
  ])('after one node has checked, by %s the target is %s', async (healthyWhen, expected) => {
    const { targetGroups, group, health, clock, script } = await withGroup({ healthyWhen });
    targetGroups.register(group, TARGET);
    while (script.checks === 0) await clock.run(sleep(clock, 10));
    await clock.run(sleep(clock, 10));
    expect(script.checks).toBe(1);
    expect(health()).toBe(expected);
  });

  test('after close no timer is left', async () => {
    const { close, clock, targetGroups, group } = await withGroup();
    targetGroups.register(group, TARGET);
    await close();
    const closedAt = clock.now();
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('Virtual time stands still');
    expect(clock.now()).toBe(closedAt);
  });
});
