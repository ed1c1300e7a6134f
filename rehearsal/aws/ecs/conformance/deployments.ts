import type { DeploymentCircuitBreaker, Service, UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import type { Proofs } from '../../conformance/testing/proofs.ts';
import { SUBNETS } from '../../ec2/testing/networks.ts';
import { failureThreshold } from '../services/circuit-breaker.ts';
import type { DEPLOYMENT_BEHAVIOURS } from '../services/deployment-behaviours.ts';
import { BREAKER, beginSteady, failNextPulls, releaseBad } from '../testing/stories.ts';
import { createWorld, isSteady, type World, type WorldOptions } from '../testing/world.ts';

/** Tells whether an update of a steady service begins a deployment. */
async function deploys(input: (world: World) => Partial<UpdateServiceCommandInput>): Promise<boolean> {
  const world = createWorld();
  let hasBegun = false;
  await world.run(async () => {
    await beginSteady(world);
    const { service } = await world.update(input(world));
    hasBegun = service?.deployments?.length === 2;
  });
  return hasBegun;
}

const CANNOT_START = { 'app:bad': { startError: 'CannotStartContainerError: no such file' } };
const breaker = (more: Partial<DeploymentCircuitBreaker>) => ({
  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false, ...more } },
});

/** The failures that a deployment had when it was FAILED; undefined when it never is. */
async function failuresUntilFailed(
  input: Parameters<typeof releaseBad>[1],
  options: WorldOptions = { behaviours: CANNOT_START },
): Promise<number | undefined> {
  const world = createWorld({
    ...options,
    settings: { launchBackOff: { freeFailures: 1000, first: 0, maximum: 0 }, ...options.settings },
  });
  let failures: number | undefined;
  await world.run(async () => {
    const id = await releaseBad(world, input);
    const failed = ({ deployments = [] }: Service) =>
      deployments.find((deployment) => deployment.id === id && deployment.rolloutState === 'FAILED');
    for (let second = 0; second < 900 && failures === undefined; second += 10) {
      await world.wait(10);
      failures = failed(await world.describe())?.failedTasks;
    }
  });
  return failures;
}

/** Undefined while the alarm is not there. */
type AlarmState = 'OK' | 'ALARM' | undefined;

/** Tells a story of a steady service whose deployments watch an alarm. */
async function withAlarm(
  story: (world: World, alarm: { state: AlarmState }) => Promise<void>,
  settings: WorldOptions['settings'] = {},
): Promise<void> {
  const alarm: { state: AlarmState } = { state: 'OK' };
  const world = createWorld({ settings, alarms: { stateOf: () => alarm.state } });
  await world.run(async () => {
    const deploymentConfiguration = { alarms: { alarmNames: ['errors'], enable: true, rollback: true } };
    await beginSteady(world, { loadBalancers: [], deploymentConfiguration });
    await story(world, alarm);
  });
}

export const DEPLOYMENT_PROOFS: Proofs<typeof DEPLOYMENT_BEHAVIOURS> = {
  async 'count-deploys-nothing'() {
    expect(await deploys(() => ({ desiredCount: 2 }))).toBe(false);
  },
  async 'grace-deploys-nothing'() {
    expect(await deploys(() => ({ healthCheckGracePeriodSeconds: 60 }))).toBe(false);
  },
  async 'definition-deploys'() {
    expect(await deploys(() => ({ taskDefinition: 'web:2' }))).toBe(true);
  },
  async 'load-balancers-deploy'() {
    expect(await deploys(() => ({ loadBalancers: [] }))).toBe(true);
  },
  async 'network-deploys'() {
    const networkConfiguration = { awsvpcConfiguration: { subnets: SUBNETS.slice(2) } };
    expect(await deploys(() => ({ networkConfiguration }))).toBe(true);
  },
  async 'force-deploys'() {
    expect(await deploys(() => ({ forceNewDeployment: true }))).toBe(true);
  },
  async 'unchanged-deploys-nothing'() {
    expect(await deploys(() => ({ taskDefinition: 'web:1' }))).toBe(false);
  },

  async 'update-supersedes'() {
    const world = createWorld();
    await world.run(async () => {
      await beginSteady(world, { loadBalancers: [] });
      await world.register('app:3');
      await world.update({ taskDefinition: 'web:2' });
      await world.wait(30);
      const { service } = await world.update({ taskDefinition: 'web:3' });
      expect(service?.deployments?.map(({ status }) => status)).toEqual(['PRIMARY', 'ACTIVE', 'ACTIVE']);
      const { deployments } = await world.untilSteady();
      expect(deployments?.[0]?.id).toBe(service?.deployments?.[0]?.id);
    });
  },

  async 'deployment-lasts-until-drained'() {
    const world = createWorld({ targets: { deregistrationDelaySeconds: 300 } });
    await world.run(async () => {
      await beginSteady(world);
      await world.update({ taskDefinition: 'web:2' });
      await world.wait(250);
      expect(await world.describe()).toMatchObject({
        runningCount: 1,
        deployments: [{ rolloutState: 'IN_PROGRESS', runningCount: 1 }, { runningCount: 0 }],
      });
      await world.untilSteady();
    });
  },

  async 'empty-deployment'() {
    for (const completesWithoutTasks of [true, false]) {
      const world = createWorld({ settings: { completesWithoutTasks } });
      await world.run(async () => {
        await world.register('app:1');
        await world.createService({ desiredCount: 0 });
        await world.wait(30);
        const { deployments } = await world.describe();
        expect(deployments?.[0]?.rolloutState).toBe(completesWithoutTasks ? 'COMPLETED' : 'IN_PROGRESS');
        await world.update({ desiredCount: 1 });
        await world.untilSteady();
      });
    }
  },

  async 'stale-describe'() {
    const seenIn = async (staleServices: number) => {
      const world = createWorld({ settings: { staleServices } });
      const seen: (number | undefined)[] = [];
      await world.run(async () => {
        await beginSteady(world, { loadBalancers: [] });
        const { service } = await world.update({ desiredCount: 2 });
        expect(service?.desiredCount).toBe(2);
        for (let look = 0; look < 30; look += 1) seen.push((await world.describe()).desiredCount);
        await world.wait(6);
        for (let look = 0; look < 30; look += 1) expect((await world.describe()).desiredCount).toBe(2);
      });
      return seen;
    };
    expect(new Set(await seenIn(5_000))).toEqual(new Set([1, 2]));
    expect(new Set(await seenIn(0))).toEqual(new Set([2]));
  },

  async 'breaker-threshold'() {
    expect(await failuresUntilFailed({ desiredCount: 1, ...breaker({}) })).toBe(3);
    expect(await failuresUntilFailed({ desiredCount: 11, ...breaker({}) })).toBeGreaterThanOrEqual(6);
  },
  async 'breaker-most'() {
    expect(failureThreshold({ enable: true, rollback: false }, 300)).toBe(150);
    expect(failureThreshold({ enable: true, rollback: false }, 1000)).toBe(200);
  },
  async 'breaker-count'() {
    const thresholdConfiguration = { type: 'COUNT' as const, value: 2 };
    expect(await failuresUntilFailed({ desiredCount: 1, ...breaker({ thresholdConfiguration }) })).toBe(2);
  },
  async 'breaker-unbounded'() {
    const thresholdConfiguration = { type: 'UNBOUNDED_PERCENT' as const, value: 100 };
    expect(await failuresUntilFailed({ desiredCount: 1, ...breaker({ thresholdConfiguration }) })).toBe(1);
  },

  async 'breaker-rolls-back'() {
    const world = createWorld({ behaviours: CANNOT_START });
    await world.run(async () => {
      const id = await releaseBad(world);
      const service = await world.until(
        (seen) => isSteady(seen) && seen.deployments?.[0]?.id !== id && seen.deployments?.length === 1,
      );
      expect(service.taskDefinition).toMatch(/web:1$/);
    });
  },

  async 'breaker-first-stays-failed'() {
    const world = createWorld({ behaviours: CANNOT_START });
    await world.run(async () => {
      await world.register('app:bad');
      await world.createService({ deploymentConfiguration: BREAKER });
      await world.wait(1800);
      const { deployments } = await world.describe();
      expect(deployments).toMatchObject([{ status: 'PRIMARY', rolloutState: 'FAILED' }]);
    });
  },

  async 'breaker-needs-health-checks'() {
    const behaviours = { 'app:bad': { environment: { CRASH_AFTER_SECONDS: '5' } } };
    const input = { desiredCount: 1, loadBalancers: [], ...breaker({}) };
    expect(await failuresUntilFailed(input, { behaviours })).toBeUndefined();
    const settings = { countsExitsWithoutHealthCheck: true };
    expect(await failuresUntilFailed(input, { behaviours, settings })).toBe(3);
  },

  async 'breaker-before-first-report'() {
    // Ends after RUNNING; the grace period keeps ECS from finding it unhealthy before.
    const behaviours = { 'app:bad': { environment: { CRASH_AFTER_SECONDS: '15', NEVER_READY: 'true' } } };
    const input = { desiredCount: 1, healthCheckGracePeriodSeconds: 3600, ...breaker({}) };
    expect(await failuresUntilFailed(input, { behaviours })).toBe(3);
  },

  async 'breaker-resets'() {
    for (const [resetOnHealthyTask, failures] of [
      [undefined, 0],
      [false, 2],
    ] as const) {
      const world = createWorld();
      await world.run(async () => {
        await world.register('app:1');
        failNextPulls(world, 2);
        await world.createService(breaker(resetOnHealthyTask === undefined ? {} : { resetOnHealthyTask }));
        expect((await world.untilSteady()).deployments?.[0]?.failedTasks).toBe(failures);
      });
    }
  },

  async 'breaker-off-by-default'() {
    expect(await failuresUntilFailed({ desiredCount: 1, deploymentConfiguration: {} })).toBeUndefined();
  },

  'alarm-fails-deployment': () =>
    withAlarm(async (world, alarm) => {
      await world.update({ taskDefinition: 'web:2' });
      await world.wait(60);
      alarm.state = 'ALARM';
      await world.wait(60);
      const { deployments } = await world.describe();
      expect(deployments?.[0]?.taskDefinition).toMatch(/web:1$/);
      expect(deployments).toContainEqual(expect.objectContaining({ rolloutState: 'FAILED' }));
    }),

  'alarm-before-is-ignored': () =>
    withAlarm(async (world, alarm) => {
      alarm.state = 'ALARM';
      await world.update({ taskDefinition: 'web:2' });
      expect((await world.untilSteady()).taskDefinition).toMatch(/web:2$/);
    }),

  'alarm-may-be-missing': () =>
    withAlarm(async (world, alarm) => {
      alarm.state = undefined;
      await world.update({ taskDefinition: 'web:2' });
      await world.wait(120);
      expect((await world.describe()).deployments?.[0]).toMatchObject({ rolloutState: 'IN_PROGRESS' });
      expect((await world.describe()).taskDefinition).toMatch(/web:2$/);
      alarm.state = 'ALARM';
      expect((await world.untilSteady()).taskDefinition).toMatch(/web:1$/);
    }),

  async 'alarm-bake'() {
    for (const [alarmBake, state] of [
      [600_000, 'IN_PROGRESS'],
      [0, 'COMPLETED'],
    ] as const) {
      await withAlarm(
        async (world) => {
          await world.update({ taskDefinition: 'web:2' });
          await world.wait(400);
          expect((await world.describe()).deployments).toMatchObject([{ rolloutState: state }]);
        },
        { alarmBake },
      );
    }
  },
};
