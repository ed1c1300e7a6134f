import { RegisterTargetsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createVirtualWorld, describeHealth, forwardTo } from './testing/world.ts';

const TARGET = { id: '10.0.0.1', port: 8080 };

async function withGroup() {
  const world = createVirtualWorld();
  const { clock } = world;
  world.announceScript(TARGET.id);
  const group = await world.makeGroup('blue', { HealthCheckIntervalSeconds: 10 });
  await world.makeListener(await world.makeLoadBalancer(), [forwardTo([group, 1])]);
  return { ...world, group, wait: (seconds: number) => clock.run(sleep(clock, seconds * 1000)) };
}

describe('target groups as ECS uses them', () => {
  test('tell why a group may not be used', async () => {
    const { targetGroups, group, makeGroup } = await withGroup();
    expect(targetGroups.refusalFor(group)).toBeUndefined();
    expect(targetGroups.refusalFor(await makeGroup('lonely'))).toBe('no-load-balancer');
    expect(targetGroups.refusalFor(`${group}0`)).toBe('not-found');
  });

  test('give news of health once for each change', async () => {
    const { targetGroups, group, setDelay, wait } = await withGroup();
    await setDelay(group, 5);
    const news: string[] = [];
    const stop = targetGroups.onHealthChange((arn, target) => {
      expect(arn).toBe(group);
      news.push(describeHealth(targetGroups.healthOf(arn, target)));
    });
    targetGroups.register(group, TARGET);
    await wait(30);
    targetGroups.deregister(group, TARGET);
    await wait(30);
    stop();
    targetGroups.register(group, TARGET);
    await wait(1);
    expect(news).toEqual([
      'initial Elb.RegistrationInProgress',
      'initial Elb.InitialHealthChecking',
      'healthy',
      'draining Target.DeregistrationInProgress',
      '',
    ]);
  });

  test('and the API show the same', async () => {
    const { client, group, wait, targetGroups, healthByTarget } = await withGroup();
    const Targets = [{ Id: TARGET.id }];
    await client.send(new RegisterTargetsCommand({ TargetGroupArn: group, Targets }));
    targetGroups.register(group, TARGET);
    await wait(10.1);
    expect(await healthByTarget(group)).toEqual({ '10.0.0.1:8080': 'healthy' });
    expect(targetGroups.healthOf(group, TARGET)).toEqual({ State: 'healthy' });
    targetGroups.deregister(group, TARGET);
    expect(await healthByTarget(group)).toEqual({
      '10.0.0.1:8080': 'draining Target.DeregistrationInProgress',
    });
  });
});
