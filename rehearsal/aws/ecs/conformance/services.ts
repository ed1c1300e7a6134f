import { DeleteServiceCommand, DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { type Proofs, refusalOf } from '../../conformance/testing/proofs.ts';
import type { SERVICE_BEHAVIOURS } from '../services/behaviours.ts';
import { beginSteady, firstStopped } from '../testing/stories.ts';
import { createGroup } from '../testing/target-group.ts';
import { createWorld, messages, type World, type WorldOptions } from '../testing/world.ts';

async function withDefinition(story: (world: World) => Promise<void>, options?: WorldOptions): Promise<void> {
  const world = createWorld(options);
  await world.run(async () => {
    await world.register('app:1');
    await story(world);
  });
}

const NO_RULE =
  /^InvalidParameterException: The target group .* does not have an associated load balancer\.$/;
const SLOW = { behaviours: { 'app:1': { environment: { START_DELAY_SECONDS: '60' } } } };
const UNPULLABLE = { behaviours: { 'app:1': { pullError: 'CannotPullContainerError: gone' } } };

/** A group in no rule, as a service would name it. */
async function inNoRule({ loadBalancing }: World) {
  return [
    { targetGroupArn: await createGroup(loadBalancing, 'alone'), containerName: 'app', containerPort: 8080 },
  ];
}

const deleteService = ({ client }: World, force = false) =>
  client.send(new DeleteServiceCommand({ service: 'web', force }));

/** The smallest and the largest number of running tasks while four are replaced. */
async function replaceFour(minimumHealthyPercent: number, maximumPercent: number) {
  const running: number[] = [];
  const alive: number[] = [];
  const world = createWorld();
  await world.run(async () => {
    const deploymentConfiguration = { minimumHealthyPercent, maximumPercent };
    await beginSteady(world, { desiredCount: 4, loadBalancers: [], deploymentConfiguration });
    await world.update({ taskDefinition: 'web:2' });
    await world.until(({ runningCount = 0, pendingCount = 0, deployments = [] }) => {
      running.push(runningCount);
      alive.push(runningCount + pendingCount);
      return deployments.length === 1;
    });
  });
  return { least: Math.min(...running), most: Math.max(...alive) };
}

export const SERVICE_PROOFS: Proofs<typeof SERVICE_BEHAVIOURS> = {
  'group-needs-rule': () =>
    withDefinition(async (world) => {
      const loadBalancers = await inNoRule(world);
      expect(await refusalOf(world.createService({ loadBalancers }))).toMatch(NO_RULE);
    }),

  'new-group-needs-rule': () =>
    withDefinition(async (world) => {
      await world.createService();
      const loadBalancers = await inNoRule(world);
      expect(await refusalOf(world.update({ loadBalancers }))).toMatch(NO_RULE);
    }),

  'missing-service': () =>
    withDefinition(async (world) => {
      expect(await refusalOf(world.update({}))).toBe('ServiceNotFoundException: Service not found.');
    }),

  'inactive-service': () =>
    withDefinition(async (world) => {
      await world.createService({ desiredCount: 0 });
      await deleteService(world);
      await world.wait(30);
      expect(await refusalOf(world.update({ desiredCount: 1 }))).toBe(
        'ServiceNotActiveException: Service was not ACTIVE.',
      );
    }),

  'missing-cluster': () =>
    withDefinition(async (world) => {
      expect(await refusalOf(world.update({ cluster: 'none' }))).toBe(
        'ClusterNotFoundException: Cluster not found.',
      );
    }),

  'describe-missing-service': () =>
    withDefinition(async ({ client }) => {
      const answer = await client.send(new DescribeServicesCommand({ services: ['none'] }));
      expect(answer).toMatchObject({ services: [], failures: [{ reason: 'MISSING' }] });
    }),

  'deleted-service-shows': () =>
    withDefinition(async (world) => {
      await world.createService();
      await world.untilSteady();
      await deleteService(world, true);
      expect((await world.describe()).status).toBe('DRAINING');
      await world.wait(120);
      expect((await world.describe()).status).toBe('INACTIVE');
    }),

  'delete-wants-zero': () =>
    withDefinition(async (world) => {
      await world.createService();
      expect(await refusalOf(deleteService(world))).toBe(
        'InvalidParameterException: The service cannot be stopped while it is scaled above 0.',
      );
    }),

  'drains-before-sigterm': () =>
    withDefinition(
      async (world) => {
        const journal: [string, number][] = [];
        const { start } = world.runtime;
        world.runtime.start = async (launch) => {
          const container = await start(launch);
          const signal = (name: 'SIGTERM' | 'SIGKILL') => {
            journal.push([name, world.clock.now() / 1000]);
            container.signal(name);
          };
          return { ...container, signal };
        };
        await world.createService();
        await world.untilSteady();
        await world.update({ desiredCount: 0 });
        for (let second = 0; second < 150; second += 1) {
          const verb = world.registrations.at(-1)?.split(' ')[0] ?? '';
          if (verb === 'deregister' && journal.length === 0) journal.push([verb, world.clock.now() / 1000]);
          await world.wait(1);
        }
        const [[first, at = 0] = [], [second, later = 0] = []] = journal;
        expect([first, second]).toEqual(['deregister', 'SIGTERM']);
        expect(Math.abs(later - at - 60)).toBeLessThan(2);
      },
      { targets: { deregistrationDelaySeconds: 60 } },
    ),

  'replaces-unhealthy': () =>
    withDefinition(
      async (world) => {
        await world.createService();
        await world.wait(150);
        expect(await firstStopped(world)).toMatchObject({
          stopCode: 'ServiceSchedulerInitiated',
          stoppedReason: expect.stringContaining('failed ELB health checks'),
        });
      },
      { targets: { weight: 0 }, behaviours: { 'app:1': { environment: { NEVER_READY: 'true' } } } },
    ),

  'grace-is-zero': () =>
    withDefinition(async (world) => {
      await world.createService();
      await world.wait(150);
      expect((await firstStopped(world))?.stoppedReason).toContain('failed ELB health checks');
    }, SLOW),

  async 'grace-ignores-checks'() {
    await withDefinition(async (world) => {
      await world.createService({ healthCheckGracePeriodSeconds: 120 });
      await world.untilSteady();
      expect(await firstStopped(world)).toBeUndefined();
    }, SLOW);
    const world = createWorld(SLOW);
    await world.run(async () => {
      const healthCheck = { command: ['CMD', 'check'], interval: 5, retries: 1 };
      const portMappings = [{ containerPort: 8080 }];
      await world.register('app:1', {
        containerDefinitions: [{ name: 'app', image: 'app:1', healthCheck, portMappings }],
      });
      await world.createService({ healthCheckGracePeriodSeconds: 120 });
      await world.untilSteady();
      expect(await firstStopped(world)).toBeUndefined();
    });
  },

  async 'container-check-replaces'() {
    const behaviours = { 'app:1': { environment: { START_DELAY_SECONDS: '3600' } } };
    const world = createWorld({ behaviours });
    await world.run(async () => {
      const healthCheck = { command: ['CMD', 'check'], interval: 5 };
      await world.register('app:1', { containerDefinitions: [{ name: 'app', image: 'app:1', healthCheck }] });
      await world.createService({ loadBalancers: [] });
      await world.wait(120);
      expect((await firstStopped(world))?.stoppedReason).toBe('Task failed container health checks');
    });
  },

  'forty-seconds': () =>
    withDefinition(async (world) => {
      await world.createService({ loadBalancers: [] });
      await world.until(({ runningCount }) => runningCount === 1);
      await world.wait(30);
      expect((await world.describe()).deployments?.[0]?.rolloutState).toBe('IN_PROGRESS');
      await world.wait(25);
      expect((await world.describe()).deployments?.[0]?.rolloutState).toBe('COMPLETED');
    }),

  async 'minimum-healthy'() {
    expect((await replaceFour(100, 200)).least).toBe(4);
    expect((await replaceFour(75, 100)).least).toBe(3);
  },

  async 'maximum-percent'() {
    expect((await replaceFour(50, 150)).most).toBe(6);
    expect((await replaceFour(50, 100)).most).toBe(4);
  },

  async 'shortage-is-an-event'() {
    let refusal: string | undefined = 'Capacity is unavailable at this time';
    await withDefinition(
      async (world) => {
        await world.createService();
        await world.wait(60);
        expect(messages(await world.describe())).toContain(
          'was unable to place a task. Reason: Capacity is unavailable at this time.',
        );
        refusal = undefined;
        await world.untilSteady();
      },
      { placementRefusal: () => refusal },
    );
  },

  'failed-launches-slow-down': () =>
    withDefinition(async (world) => {
      await world.createService();
      await world.wait(3600);
      const launches = messages(await world.describe()).filter((message) =>
        message.startsWith('has started'),
      );
      expect(launches.length).toBeLessThan(12);
    }, UNPULLABLE),

  'provider-strategy': () =>
    withDefinition(async (world) => {
      await world.createCluster({ clusterName: 'spot', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
      const tasks = await world.runTask({
        cluster: 'spot',
        taskDefinition: 'web',
        launchType: undefined,
        capacityProviderStrategy: [
          { capacityProvider: 'FARGATE', base: 2, weight: 1 },
          { capacityProvider: 'FARGATE_SPOT', weight: 3 },
        ],
        count: 10,
      });
      const onDemand = tasks.filter(({ capacityProviderName }) => capacityProviderName === 'FARGATE');
      expect(onDemand).toHaveLength(2 + 2);
    }),

  async 'propagates-tags'() {
    const tags = (value: string) => [{ key: 'from', value }];
    for (const propagateTags of ['SERVICE', 'TASK_DEFINITION', 'NONE'] as const) {
      const world = createWorld();
      await world.run(async () => {
        await world.register('app:1', { tags: tags('TASK_DEFINITION') });
        await world.createService({ propagateTags, tags: tags('SERVICE') });
        await world.wait(15);
        const [task] = await world.listTasks();
        const seen = (await world.describeTask(task?.taskArn, ['TAGS'])).tasks?.[0]?.tags;
        expect(seen).toEqual(propagateTags === 'NONE' ? [] : tags(propagateTags));
      });
    }
  },

  'managed-tags': () =>
    withDefinition(async (world) => {
      await world.createService({ enableECSManagedTags: true });
      await world.wait(15);
      const [task] = await world.listTasks();
      expect((await world.describeTask(task?.taskArn, ['TAGS'])).tasks?.[0]?.tags).toEqual([
        { key: 'aws:ecs:serviceName', value: 'web' },
        { key: 'aws:ecs:clusterName', value: 'default' },
      ]);
    }),
};
