import {
  DeregisterScalableTargetCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  ListTagsForResourceCommand,
  PutScalingPolicyCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { expect } from '@jest/globals';
import { conforms } from '../conformance/testing/conforms.ts';
import { AUTOSCALING_BEHAVIOURS } from './behaviours.ts';
import { createWorld, START, SUBJECT, type World } from './testing/world.ts';

const BOUNDS = { MinCapacity: 1, MaxCapacity: 10 };

conforms(AUTOSCALING_BEHAVIOURS, {
  async 'registration-brings-within-bounds'() {
    for (const [bounds, wanted, cause] of [
      [{ MinCapacity: 3, MaxCapacity: 5 }, 3, 'minimum capacity was set to 3'],
      [{ MinCapacity: 0, MaxCapacity: 1 }, 1, 'maximum capacity was set to 1'],
    ] as const) {
      const world = await createWorld();
      await world.run(async () => {
        await world.register(bounds);
        expect(await world.desired()).toBe(wanted);
        expect(await world.activities()).toMatchObject([{ Cause: cause }]);
      });
    }
  },

  async 'registered-again-without-bounds'() {
    const world = await createWorld();
    await world.run(async () => {
      await world.register({ MinCapacity: 2, MaxCapacity: 4 });
      await world.update({ desiredCount: 1 });
      await world.wait(3_600);
      expect(await world.desired()).toBe(1);
      await world.register();
      expect(await world.desired()).toBe(2);
      await world.update({ desiredCount: 9 });
      await world.register();
      expect(await world.desired()).toBe(4);
    });
  },

  async 'lifted-by-scale-out'() {
    const world = await createWorld();
    await world.run(async () => {
      await world.register({ MinCapacity: 4, MaxCapacity: 8 });
      await world.track();
      await world.update({ desiredCount: 1 });
      await world.load(50, 5);
      expect(await world.desired()).toBe(1);
      await world.load(60, 5);
      expect(await world.desired()).toBe(4);
    });
  },

  async 'first-registration-needs-both'() {
    const world = await createWorld();
    await world.run(async () => {
      await expect(world.register({ MinCapacity: 1 })).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(world.register({ ...BOUNDS, ResourceId: 'service/shop/api' })).rejects.toMatchObject({
        name: 'ValidationException',
        message: "ECS service doesn't exist: service/shop/api",
      });
      await expect(world.register({ MinCapacity: 3, MaxCapacity: 2 })).rejects.toMatchObject({
        name: 'ValidationException',
      });
    });
  },

  async 'suspended-flag-by-flag'() {
    const world = await createWorld();
    await world.run(async () => {
      await world.register({ ...BOUNDS, SuspendedState: { DynamicScalingInSuspended: true } });
      await world.register({ SuspendedState: { ScheduledScalingSuspended: true } });
      expect((await world.target())?.SuspendedState).toEqual({
        DynamicScalingInSuspended: true,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: true,
      });
      await world.register({ SuspendedState: { DynamicScalingInSuspended: false } });
      expect((await world.target())?.SuspendedState).toMatchObject({ DynamicScalingInSuspended: false });
    });
  },

  async 'scale-out-suspended'() {
    await withPolicy({ SuspendedState: { DynamicScalingOutSuspended: true } }, async (world) => {
      await world.load(100, 6);
      expect(await world.desired()).toBe(2);
      await world.load(20, 17);
      expect(await world.desired()).toBe(1);
    });
  },

  async 'scale-in-suspended'() {
    await withPolicy({ SuspendedState: { DynamicScalingInSuspended: true } }, async (world) => {
      await world.load(20, 20);
      expect(await world.desired()).toBe(2);
      await world.load(100, 5);
      expect(await world.desired()).toBe(4);
    });
  },

  async 'scheduled-suspended'() {
    const world = await createWorld();
    await world.run(async () => {
      await world.register({ ...BOUNDS, SuspendedState: { ScheduledScalingSuspended: true } });
      await world.schedule({ Schedule: 'rate(1 minute)', ScalableTargetAction: { MinCapacity: 5 } });
      await world.wait(300);
      expect([await world.desired(), (await world.target())?.MinCapacity]).toEqual([2, 1]);
      await world.register({ SuspendedState: { ScheduledScalingSuspended: false } });
      await world.wait(61);
      expect([await world.desired(), (await world.target())?.MinCapacity]).toEqual([5, 5]);
    });
  },

  async 'missed-while-suspended'() {
    const world = await createWorld();
    await world.run(async () => {
      await world.register({ ...BOUNDS, SuspendedState: { ScheduledScalingSuspended: true } });
      await world.schedule({ Schedule: 'at(2026-01-01T00:30:00)', ScalableTargetAction: { MinCapacity: 5 } });
      await world.wait(3_600);
      await world.register({ SuspendedState: { ScheduledScalingSuspended: false } });
      await world.wait(3_600);
      expect([await world.desired(), (await world.target())?.MinCapacity]).toEqual([2, 1]);
    });
  },

  async 'one-update-at-a-time'() {
    const world = await createWorld({ settings: { pendingUpdate: 1_000 } });
    await world.run(async () => {
      await world.register(BOUNDS);
      await expect(world.register({ MinCapacity: 3 })).rejects.toMatchObject({
        name: 'ConcurrentUpdateException',
        message: 'You already have a pending update to an Auto Scaling resource.',
      });
      expect(await world.desired()).toBe(2);
      await world.wait(1);
      await world.register({ MinCapacity: 3 });
      expect(await world.desired()).toBe(3);
    });
  },

  async 'tracking-alarms'() {
    await withPolicy({}, async (world) => {
      const [high, low] = await world.alarms();
      expect(high).toMatchObject({
        AlarmName: expect.stringMatching(/^TargetTracking-service\/shop\/web-AlarmHigh-[0-9a-f-]{36}$/),
        AlarmDescription: expect.stringMatching(
          /^DO NOT EDIT OR DELETE\. For TargetTrackingScaling policy arn:/,
        ),
        ...{ Threshold: 50, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 3, Period: 60 },
      });
      expect(low).toMatchObject({
        AlarmName: expect.stringMatching(/^TargetTracking-service\/shop\/web-AlarmLow-/),
        ...{ Threshold: 45, ComparisonOperator: 'LessThanThreshold', EvaluationPeriods: 15 },
      });
      const { ScalingPolicies } = await world.scaling.send(new DescribeScalingPoliciesCommand(SUBJECT));
      expect(ScalingPolicies).toMatchObject([
        {
          PolicyARN: expect.stringMatching(
            /^arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:.*:resource\/ecs\/service\/shop\/web:policyName\/Load$/,
          ),
          Alarms: [{ AlarmName: high?.AlarmName }, { AlarmName: low?.AlarmName, AlarmARN: low?.AlarmArn }],
        },
      ]);
    });
  },

  async 'scales-in-proportion'() {
    await withPolicy({}, async (world) => {
      await world.load(140, 2);
      expect(await world.desired()).toBe(2);
      await world.load(140, 2);
      expect(await world.desired()).toBe(6);
      await world.load(500, 4);
      expect(await world.desired()).toBe(10);
    });
  },

  async 'scales-in-slowly'() {
    await withPolicy({}, async (world) => {
      await world.load(25, 14);
      expect(await world.desired()).toBe(2);
      await world.load(25, 2);
      expect(await world.desired()).toBe(1);
    });
  },

  async 'scale-out-cooldown'() {
    await withPolicy({}, async (world) => {
      await world.load(75, 4);
      expect(await world.desired()).toBe(3);
      // The same load asks for 3 of 2, as before; a greater one for 4.
      await world.load(75, 2);
      expect(await world.desired()).toBe(3);
      await world.load(100, 2);
      expect(await world.desired()).toBe(4);
      await world.load(75, 6);
      expect(await world.desired()).toBe(6);
    });
  },

  async 'scale-in-cooldown'() {
    const world = await createWorld({ desired: 8 });
    await world.run(async () => {
      await world.register(BOUNDS);
      await world.track();
      await world.load(40, 16);
      expect(await world.desired()).toBe(7);
      await world.load(40, 4);
      expect(await world.desired()).toBe(7);
      await world.load(40, 3);
      expect(await world.desired()).toBe(6);
    });
  },

  async 'no-scale-in-while-deploying'() {
    await withPolicy({}, async (world) => {
      await world.load(20, 10);
      await deployForever(world);
      await world.load(20, 8);
      expect(await world.desired()).toBe(2);
      expect((await world.activities(true))[0]).toMatchObject({
        NotScaledReasons: [{ Code: 'TargetServicePutResourceAsUnscalable' }],
      });
      await world.load(100, 4);
      expect(await world.desired()).toBe(4);
    });
  },

  async 'capacity-while-deploying'() {
    for (const [capacityWhileDeploying, wanted] of [
      ['desired', 3],
      ['all-deployments', 6],
    ] as const) {
      const world = await createWorld({
        settings: { capacityWhileDeploying },
        // New tasks run for ten minutes before old ones may go.
        ecsSettings: { healthyAfterRunning: 600_000 },
      });
      await world.run(async () => {
        await world.register(BOUNDS);
        await world.track();
        await world.wait(700);
        await world.update({ taskDefinition: 'web:2' });
        await world.load(75, 4);
        expect(await world.desired()).toBe(wanted);
      });
    }
  },

  async 'all-policies-agree'() {
    await withPolicy({}, async (world) => {
      await world.track({}, 'Queue');
      await Promise.all([world.load(20, 20), world.load(48, 20, 'Queue')]);
      expect(await world.desired()).toBe(2);
      await Promise.all([world.load(20, 20), world.load(20, 20, 'Queue')]);
      expect(await world.desired()).toBe(1);
      await Promise.all([world.load(20, 5), world.load(150, 5, 'Queue')]);
      expect(await world.desired()).toBe(3);
    });
  },

  async 'scale-in-disabled'() {
    const world = await createWorld();
    await world.run(async () => {
      await world.register(BOUNDS);
      await world.track({ DisableScaleIn: true });
      await world.load(10, 20);
      expect(await world.desired()).toBe(2);
      await world.track({}, 'Queue');
      await Promise.all([world.load(48, 20), world.load(10, 20, 'Queue')]);
      expect(await world.desired()).toBe(1);
    });
  },

  async 'without-data-nothing'() {
    const world = await createWorld();
    await world.run(async () => {
      await world.register(BOUNDS);
      await world.track({
        CustomizedMetricSpecification: undefined,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ALBRequestCountPerTarget',
          ResourceLabel: 'app/web/0123456789abcdef/targetgroup/blue/fedcba9876543210',
        },
      });
      await world.wait(1_200);
      const alarms = await world.alarms();
      expect(alarms.map(({ StateValue }) => StateValue)).toEqual(['INSUFFICIENT_DATA', 'INSUFFICIENT_DATA']);
      expect(alarms[0]).toMatchObject({
        ...{ Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCountPerTarget', Statistic: 'Sum' },
        Dimensions: [
          { Name: 'TargetGroup', Value: 'targetgroup/blue/fedcba9876543210' },
          { Name: 'LoadBalancer', Value: 'app/web/0123456789abcdef' },
        ],
      });
      expect([await world.desired(), await world.activities(true)]).toEqual([2, []]);
    });
  },

  async 'step-scaling'() {
    const world = await createWorld();
    await world.run(async () => {
      await world.register(BOUNDS);
      const { PolicyARN = '' } = await world.scaling.send(
        new PutScalingPolicyCommand({
          ...{ ...SUBJECT, PolicyName: 'steps', PolicyType: 'StepScaling' },
          StepScalingPolicyConfiguration: {
            AdjustmentType: 'ChangeInCapacity',
            StepAdjustments: [
              { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 20, ScalingAdjustment: 1 },
              { MetricIntervalLowerBound: 20, ScalingAdjustment: 3 },
            ],
          },
        }),
      );
      await world.cloudwatch.send(
        new PutMetricAlarmCommand({
          ...{ AlarmName: 'busy', Namespace: 'Shop', MetricName: 'Load', Statistic: 'Average' },
          ...{ Period: 60, EvaluationPeriods: 1, Threshold: 70 },
          ...{ ComparisonOperator: 'GreaterThanOrEqualToThreshold', AlarmActions: [PolicyARN] },
        }),
      );
      await world.load(75, 2);
      expect(await world.desired()).toBe(3);
      await world.load(95, 2);
      expect(await world.desired()).toBe(5);
      const { ScalingPolicies } = await world.scaling.send(new DescribeScalingPoliciesCommand(SUBJECT));
      expect(ScalingPolicies?.[0]?.Alarms).toMatchObject([{ AlarmName: 'busy' }]);
    });
  },

  async 'scheduled-bounds'() {
    const world = await createWorld();
    await world.run(async () => {
      await world.register(BOUNDS);
      await world.schedule({ Schedule: 'at(2026-01-01T00:30:00)', ScalableTargetAction: { MinCapacity: 4 } });
      await world.schedule({
        ...{ ScheduledActionName: 'evening', Schedule: 'cron(0 20 ? * * *)' },
        ScalableTargetAction: { MinCapacity: 0, MaxCapacity: 1 },
      });
      await world.wait(1_700);
      expect(await world.desired()).toBe(2);
      await world.wait(100);
      expect(await world.desired()).toBe(4);
      await world.wait((START + 20 * 3_600_000 - world.clock.now()) / 1000 + 1);
      expect([await world.desired(), (await world.target())?.MaxCapacity]).toEqual([1, 1]);
      expect(await world.activities()).toMatchObject([
        { Cause: 'maximum capacity was set to 1' },
        { Cause: 'minimum capacity was set to 4', StatusCode: 'Successful' },
      ]);
    });
  },

  async 'activities-told'() {
    await withPolicy({}, async (world) => {
      const [{ AlarmName = '' } = {}] = await world.alarms();
      const since = world.clock.now();
      while ((await world.desired()) === 2) await world.load(100, 1);
      expect(world.clock.now() - since).toBeLessThan(300_000);
      await world.wait(60);
      expect(await world.activities()).toMatchObject([
        {
          ...{ ...SUBJECT, Description: 'Setting desired count to 4.', StatusCode: 'Successful' },
          Cause: `monitor alarm ${AlarmName} in state ALARM triggered policy Load`,
          StatusMessage: 'Successfully set desired count to 4. Change successfully fulfilled by ecs.',
          EndTime: expect.any(Date),
        },
      ]);
      // The second revision never gets as many tasks as are wanted.
      await deployForever(world);
      await world.register({ MinCapacity: 6 });
      await world.wait(60);
      expect((await world.activities())[0]).toMatchObject({
        StatusCode: 'InProgress',
        StatusMessage: 'Successfully set desired count to 6. Waiting for change to be fulfilled by ecs.',
      });
    });
  },

  async 'not-scaled-on-request'() {
    await withPolicy({ MaxCapacity: 2 }, async (world) => {
      await world.load(100, 5);
      expect([await world.desired(), await world.activities()]).toEqual([2, []]);
      expect((await world.activities(true))[0]).toMatchObject({
        Description: 'Attempting to scale due to alarm triggered',
        StatusCode: 'Failed',
        NotScaledReasons: [{ Code: 'AlreadyAtMaxCapacity', MaxCapacity: 2, CurrentCapacity: 2 }],
      });
    });
  },

  async 'deregistering-deletes'() {
    await withPolicy({ Tags: { team: 'shop' } }, async (world) => {
      const ResourceARN = (await world.target())?.ScalableTargetARN;
      const { Tags } = await world.scaling.send(new ListTagsForResourceCommand({ ResourceARN }));
      expect(Tags).toEqual({ team: 'shop' });
      await world.schedule({ Schedule: 'rate(1 hour)', ScalableTargetAction: { MinCapacity: 5 } });
      await world.scaling.send(new DeregisterScalableTargetCommand(SUBJECT));
      expect([await world.alarms(), await world.target()]).toEqual([[], undefined]);
      const { ScheduledActions } = await world.scaling.send(
        new DescribeScheduledActionsCommand({ ServiceNamespace: 'ecs' }),
      );
      expect(ScheduledActions).toEqual([]);
      await world.wait(7_200);
      expect(await world.desired()).toBe(2);
    });
  },

  async 'target-first'() {
    const world = await createWorld();
    await world.run(async () => {
      const refusal = {
        name: 'ObjectNotFoundException',
        message:
          'No scalable target registered for service namespace: ecs, resource ID: service/shop/web, scalable dimension: ecs:service:DesiredCount',
      };
      await expect(world.track()).rejects.toMatchObject(refusal);
      const action = { Schedule: 'rate(1 hour)', ScalableTargetAction: { MinCapacity: 1 } };
      await expect(world.schedule(action)).rejects.toMatchObject(refusal);
    });
  },

  async 'desired-count-only'() {
    const world = await createWorld();
    await world.run(async () => {
      await expect(
        world.register({ ...BOUNDS, ScalableDimension: 'dynamodb:table:ReadCapacityUnits' }),
      ).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(world.register({ ...BOUNDS, ServiceNamespace: 'dynamodb' })).rejects.toMatchObject({
        name: 'NotImplemented',
      });
      await expect(world.register({ ...BOUNDS, ResourceId: 'cluster/shop' })).rejects.toMatchObject({
        name: 'ValidationException',
      });
    });
  },
});

/** Tasks of the second revision end before they run, and another is started in their place. */
const STUCK = { 'shop:2': { startError: 'CannotStartContainerError: no' } };

/** A service of two tasks with a target tracking policy. */
async function withPolicy(
  input: Parameters<World['register']>[0],
  story: (world: World) => Promise<void>,
): Promise<void> {
  const world = await createWorld({ behaviours: STUCK });
  await world.run(async () => {
    await world.register({ ...BOUNDS, ...input });
    await world.track();
    await story(world);
  });
}

/** Begins a deployment that does not come to its end. */
async function deployForever(world: World): Promise<void> {
  await world.update({ taskDefinition: 'web:2' });
}
