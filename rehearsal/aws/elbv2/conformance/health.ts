import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ModifyListenerCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from '@jest/globals';
import type { Proofs } from '../../conformance/testing/proofs.ts';
import type { HEALTH } from '../behaviours/health.ts';
import type { Elbv2Settings } from '../settings.ts';
import { createVirtualWorld, describeHealth, forwardTo, plainAnswer } from '../testing/world.ts';
import { count, withSlots } from './slots.ts';

/** Blue with no target yet, and one that is announced but not registered. */
async function withNewcomer(settings: Partial<Elbv2Settings> = {}) {
  const world = await withSlots({ sizes: [0, 1], weights: [0, 1], settings });
  const script = world.announceScript('10.0.0.1');
  const health = () => describeHealth(world.targetGroups.healthOf(world.blue, script.target));
  const register = () => world.targetGroups.register(world.blue, script.target);
  return { ...world, script, health, register };
}

export const HEALTH_PROOFS: Proofs<typeof HEALTH> = {
  async 'one-pass-makes-healthy'() {
    const { health, register, wait, script } = await withNewcomer();
    register();
    await wait(10);
    expect(health()).toBe('healthy');
    // One check of each of the two nodes.
    expect(script.checks).toBe(2);
  },
  async 'recovery-takes-the-threshold'() {
    const { health, register, wait, script } = await withNewcomer();
    script.checkAnswer = plainAnswer(500);
    register();
    await wait(30);
    script.checkAnswer = plainAnswer(200);
    await wait(20);
    expect(health()).toBe('unhealthy Target.ResponseCodeMismatch');
    await wait(10);
    expect(health()).toBe('healthy');
  },
  async 'sickness-takes-the-threshold'() {
    const { health, register, wait, script } = await withNewcomer();
    register();
    await wait(10);
    script.checkAnswer = plainAnswer(500);
    await wait(10);
    expect(health()).toBe('healthy');
    await wait(10);
    expect(health()).toBe('unhealthy Target.ResponseCodeMismatch');
  },
  async 'why-a-target-is-unhealthy'() {
    for (const [answer, reason] of [
      [plainAnswer(404), 'Target.ResponseCodeMismatch'],
      [plainAnswer(200, '', 6000), 'Target.Timeout'],
      [{ milliseconds: 1, result: 'refused' as const }, 'Target.FailedHealthChecks'],
    ] as const) {
      const { health, register, wait, script } = await withNewcomer();
      script.checkAnswer = answer;
      register();
      await wait(40);
      expect(health()).toBe(`unhealthy ${reason}`);
    }
  },
  async 'initial-states'() {
    const { health, register, wait } = await withNewcomer({ registrationLag: { min: 2000, max: 2000 } });
    register();
    expect(health()).toBe('initial Elb.RegistrationInProgress');
    await wait(2);
    expect(health()).toBe('initial Elb.InitialHealthChecking');
  },
  async 'unused-without-a-rule'() {
    const world = createVirtualWorld();
    const script = world.announceScript('10.0.0.1');
    const group = await world.makeGroup('lonely');
    world.targetGroups.register(group, script.target);
    expect(await world.healthByTarget(group)).toEqual({ '10.0.0.1:8080': 'unused Target.NotInUse' });
    expect(script.checks).toBe(0);
  },
  async 'zone-not-enabled'() {
    const { client, blue, healthByTarget } = await withNewcomer();
    const Targets = ['a', 'c'].map((zone, index) => ({
      Id: `10.9.0.${index + 1}`,
      AvailabilityZone: `eu-west-1${zone}`,
    }));
    await client.send(new RegisterTargetsCommand({ TargetGroupArn: blue, Targets }));
    expect(await healthByTarget(blue)).toEqual({
      '10.9.0.1:8080': 'initial Elb.RegistrationInProgress',
      '10.9.0.2:8080': 'unused Target.NotInUse',
    });
  },
  async 'not-registered'() {
    const { client, blue } = await withNewcomer();
    const Targets = [{ Id: '10.0.0.1' }];
    const { TargetHealthDescriptions = [] } = await client.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: blue, Targets }),
    );
    expect(describeHealth(TargetHealthDescriptions[0]?.TargetHealth)).toBe('unused Target.NotRegistered');
  },
  async 'checked-at-weight-zero'() {
    const { health, register, wait } = await withNewcomer();
    register();
    await wait(11);
    expect(health()).toBe('healthy');
  },
  async 'back-in-a-rule'() {
    const settings = { registrationLag: { min: 5000, max: 5000 } };
    const world = await withSlots({ sizes: [2, 1], settings });
    await world.wait(10);
    const [sick] = world.targets[0];
    if (sick) sick.checkAnswer = plainAnswer(500);
    await world.wait(30);
    expect(count(await world.sendMany(10))).toEqual({ '10.0.0.2': 10 });
    const DefaultActions = [forwardTo([world.green, 1])];
    await world.client.send(new ModifyListenerCommand({ ListenerArn: world.listener, DefaultActions }));
    await world.shift([1, 0]);
    // Nobody knows better of the sick one yet, and both are as good as the other.
    expect(Object.keys(count(await world.sendMany(10)))).toHaveLength(2);
    expect(describeHealth(world.targetGroups.healthOf(world.blue, { id: '10.0.0.1', port: 8080 }))).toBe(
      'initial Elb.RegistrationInProgress',
    );
  },
  async 'nodes-check-by-themselves'() {
    for (const healthyWhen of ['every-node', 'any-node'] as const) {
      const { health, register, wait, hostCounts, blue } = await withNewcomer({ healthyWhen });
      register();
      const certain = () =>
        hostCounts().filter(({ targetGroupArn, healthy }) => targetGroupArn === blue && healthy === 1);
      while (certain().length < 1) await wait(0.1);
      const before = health();
      while (certain().length < 2) await wait(0.1);
      expect([before, health()]).toEqual([
        healthyWhen === 'any-node' ? 'healthy' : 'initial Elb.InitialHealthChecking',
        'healthy',
      ]);
    }
  },
  async 'default-timeout'() {
    for (const healthCheckTimeoutSeconds of [5, 6]) {
      const { client, makeGroup } = createVirtualWorld({ settings: { healthCheckTimeoutSeconds } });
      const TargetGroupArns = [await makeGroup('web')];
      const { TargetGroups = [] } = await client.send(new DescribeTargetGroupsCommand({ TargetGroupArns }));
      expect(TargetGroups[0]?.HealthCheckTimeoutSeconds).toBe(healthCheckTimeoutSeconds);
    }
  },
  async 'anomaly-detection'() {
    const { client, green } = await withSlots();
    const { TargetHealthDescriptions = [] } = await client.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: green, Include: ['AnomalyDetection'] }),
    );
    expect(TargetHealthDescriptions).toMatchObject([
      { AnomalyDetection: { Result: 'normal', MitigationInEffect: 'no' } },
    ]);
  },
};
