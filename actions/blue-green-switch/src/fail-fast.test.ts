import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { renderPlain } from '../../../lib/action/failure.ts';
import { fetchTaskDefinition } from '../../../lib/aws/task-definitions/fetch.ts';
import type { Behaviour } from '../../../rehearsal/aws/runtime/scripted/behaviour.ts';
import { createWorld, NEXT } from '../testing/world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** Two polls of 2 s with their jitter; AWS answers at once here, and the truth is looked at every 50 ms. */
const TWO_POLLS = 4_450;

/** Evidence as the API shows it: tasks of the standby that have stopped, and what its service tells. */
interface Shown {
  readonly stopped: number;
  readonly events: readonly string[];
}

async function look({ ports, infrastructure }: World): Promise<Shown> {
  const { cluster, slots } = infrastructure.target;
  const { service: serviceName } = slots.blue;
  const [{ taskArns = [] }, { services = [] }] = await Promise.all([
    ports.ecs.listTasks({ cluster, serviceName, desiredStatus: 'STOPPED' }),
    ports.ecs.describeServices({ cluster, services: [serviceName] }),
  ]);
  return {
    stopped: taskArns.length,
    events: (services[0]?.events ?? []).flatMap(({ message = [] }) => message),
  };
}

/** Releases, and tells how long after the evidence was there the standby was given up, in milliseconds. */
async function releaseUntil(world: World, isEvident: (shown: Shown) => boolean) {
  let evidentAt = Number.POSITIVE_INFINITY;
  let givenUpAt = 0;
  let isOver = false;
  const ended = await world.release(NEXT, { 'healthy-timeout': '10m' }, async () => {
    const watching = (async () => {
      while (!isOver) {
        if (evidentAt === Number.POSITIVE_INFINITY && isEvident(await look(world)))
          evidentAt = world.clock.now();
        if (world.log.lines.includes('Park blue again')) {
          givenUpAt = world.clock.now();
          isOver = true;
        }
        await sleep(world.clock, 50);
      }
    })();
    await watching;
  });
  return { ended, lag: givenUpAt - evidentAt };
}

const SECRET = '/shop/key';

/** What serves has a secret, which is gone when the next version is to have it. */
async function loseSecret({ clock, ports, infrastructure }: World): Promise<void> {
  const { cluster, slots } = infrastructure.target;
  const { service } = slots.green;
  await clock.run(
    (async () => {
      await ports.ssm.putParameter({ Name: SECRET, Value: 'x', Type: 'SecureString' });
      const { services = [] } = await ports.ecs.describeServices({ cluster, services: [service] });
      const { definition } = await fetchTaskDefinition(ports, services[0]?.taskDefinition ?? '');
      const secrets = [{ name: 'KEY', valueFrom: SECRET }];
      const containerDefinitions = definition.containerDefinitions?.map((each) => ({ ...each, secrets }));
      const { taskDefinition } = await ports.ecs.registerTaskDefinition({
        ...definition,
        family: definition.family ?? 'web',
        containerDefinitions,
      });
      await ports.ecs.updateService({
        ...{ cluster, service, taskDefinition: taskDefinition?.taskDefinitionArn },
      });
      await sleep(clock, 60_000);
      await ports.ssm.deleteParameter({ Name: SECRET });
    })(),
  );
}

interface Case {
  readonly behaviour?: Behaviour;
  readonly arrange?: (world: World) => Promise<void> | void;
  readonly isEvident: (shown: Shown) => boolean;
  /** The cause, and what to do. */
  readonly cause: RegExp;
  readonly advice: RegExp;
  /** Whether the container has come to say anything. */
  readonly hasLog?: true;
}

const CASES: Readonly<Record<string, Case>> = {
  'a crash loop': {
    behaviour: { environment: { CRASH_AFTER_SECONDS: '1', APP_VERSION: 'bad' } },
    isEvident: ({ stopped }) => stopped >= 2,
    cause: /container "web" exited with code 1/,
    advice: /last log lines say why/,
    hasLog: true,
  },
  'an image that is not there': {
    behaviour: {
      pullError: 'CannotPullContainerError: pull image manifest has been retried 5 time(s): not found',
    },
    isEvident: ({ stopped }) => stopped >= 1,
    cause: /the image cannot be pulled: .*not found/,
    advice: /Push the image to this repository/,
  },
  'a secret that cannot be read': {
    arrange: loseSecret,
    isEvident: ({ stopped }) => stopped >= 1,
    cause: /the task cannot be prepared: ResourceInitializationError/,
    advice: /every secret of the task definition exists/,
  },
  'a health check that the application answers otherwise': {
    behaviour: { environment: { NEVER_READY: 'true', APP_VERSION: 'bad' } },
    isEvident: ({ stopped }) => stopped >= 2,
    cause: /the load balancer's health checks fail/,
    advice: /port, path and success codes/,
    hasLog: true,
  },
  'a capacity shortage': {
    arrange: ({ aws }) => void aws.faults.add({ kind: 'capacity-shortage' }),
    isEvident: ({ events }) => events.some((message) => /unable to place a task/.test(message)),
    cause: /there is no capacity for the task/,
    advice: /more Availability Zones/,
  },
};

describe('within two polls of its evidence', () => {
  test.each(Object.entries(CASES))(
    '%s ends a release, with its cause and what to do',
    async (_what, given) => {
      const world = await createWorld(given.behaviour);
      await given.arrange?.(world);
      const { ended, lag } = await releaseUntil(world, given.isEvident);
      expect(ended.outputs).toMatchObject({ verdict: 'refused', 'live-slot': 'green' });
      expect(ended.failure?.cause).toMatch(given.cause);
      expect(ended.failure?.advice).toMatch(given.advice);
      if (given.hasLog) {
        expect(ended.failure && renderPlain(ended.failure)).toMatch(
          /Last log lines of container web .*:\n {2}\| \S/,
        );
      }
      expect(lag).toBeLessThanOrEqual(TWO_POLLS);
      expect(world.weightWrites()).toEqual([]);
      expect(await world.countOf('blue')).toBe(0);
    },
  );
});

describe('nothing that the version can do nothing about ends a release', () => {
  test.each<[string, (world: World, task: string) => Promise<unknown>]>([
    ['machines that break down', async ({ aws }, task) => aws.faults.act({ kind: 'kill-task', task })],
    [
      'a person who stops tasks',
      ({ ports, infrastructure }, task) =>
        ports.ecs.stopTask({ cluster: infrastructure.target.cluster, task }),
    ],
  ])('%s', async (_what, stop) => {
    const world = await createWorld();
    const { cluster, slots } = world.infrastructure.target;
    const ended = await world.release(NEXT, { 'healthy-timeout': '5m' }, async () => {
      for (let round = 0; round < 3; round++) {
        await sleep(world.clock, 2_000);
        const { taskArns = [] } = await world.ports.ecs.listTasks({
          ...{ cluster, serviceName: slots.blue.service, desiredStatus: 'RUNNING' },
        });
        for (const task of taskArns) await stop(world, task);
      }
    });
    expect([ended.failure, ended.outputs.verdict]).toEqual([undefined, 'released']);
  });
});
