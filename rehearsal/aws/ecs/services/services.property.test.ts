import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DeleteServiceCommand, type Task } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createWorld, type World } from '../testing/world.ts';

const BEHAVIOURS = {
  'app:crash': { environment: { CRASH_AFTER_SECONDS: '25' } },
  'app:never': { environment: { NEVER_READY: 'true' } },
  'app:flap': { flapping: { readySeconds: 50, unreadySeconds: 30 } },
  'app:gone': { pullError: 'CannotPullContainerError: gone' },
};
const IMAGES = ['app:1', 'app:2', ...Object.keys(BEHAVIOURS)];

/** Scheduler turns are 10 s apart: for so long a target may outlive the end of its task. */
const TURN = 10_000;

/** Seconds from one look of the judge to the next. */
const LOOK = 2;

type Step =
  | { readonly do: 'scale'; readonly count: number }
  | { readonly do: 'release'; readonly revision: number }
  | { readonly do: 'force' | 'restore' | 'exhaust' }
  | { readonly do: 'limit'; readonly least: number; readonly most: number }
  | { readonly do: 'stop'; readonly index: number }
  | { readonly do: 'wait'; readonly seconds: number };

const wait = fc.record({ do: fc.constant('wait'), seconds: fc.integer({ min: 5, max: 90 }) });
const steps = fc.array(
  fc.oneof(
    wait,
    wait,
    fc.record({ do: fc.constant('scale'), count: fc.nat({ max: 4 }) }),
    fc.record({ do: fc.constant('release'), revision: fc.integer({ min: 1, max: IMAGES.length }) }),
    fc.record({ do: fc.constantFrom('force', 'restore', 'exhaust') }),
    fc.record({
      do: fc.constant('limit'),
      least: fc.constantFrom(0, 50, 100),
      most: fc.constantFrom(100, 150, 200),
    }),
    fc.record({ do: fc.constant('stop'), index: fc.nat({ max: 3 }) }),
  ) as fc.Arbitrary<Step>,
  { minLength: 4, maxLength: 14 },
);

const CONTAINER = {
  name: 'app',
  portMappings: [{ containerPort: 8080 }],
  logConfiguration: {
    logDriver: 'awslogs' as const,
    options: {
      'awslogs-group': '/web',
      'awslogs-region': 'eu-west-1',
      'awslogs-stream-prefix': 'web',
    },
  },
};

test('whatever is called, tasks and targets agree, healthy tasks are kept, no line is lost and nothing is left', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.nat({ max: 1_000_000 }), async (plan, seed) => {
      const capacity: { refusal: string | undefined } = { refusal: undefined };
      const world = createWorld({ behaviours: BEHAVIOURS, seed, placementRefusal: () => capacity.refusal });
      const logs = new CloudWatchLogsClient(inProcessClient(world.dispatch));
      await logs.send(new CreateLogGroupCommand({ logGroupName: '/web' }));
      await world.run(async () => {
        const lines = noteLines(world);
        for (const image of IMAGES) {
          const containerDefinitions = [{ ...CONTAINER, image }];
          await world.register(image, {
            executionRoleArn: 'arn:aws:iam::123456789012:role/x',
            containerDefinitions,
          });
        }
        await world.createService({
          taskDefinition: 'web:1',
          desiredCount: 2,
          deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
        });
        const judge = createJudge(world);
        for (const step of plan) await carryOut(world, judge, step, capacity);
        await judgeEnd(world);
        expect((await readLog(logs)).sort()).toEqual(lines.sort());
      });
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 8), endOnFailure: true },
  );
});

async function carryOut(
  world: World,
  judge: () => Promise<void>,
  step: Step,
  capacity: { refusal: string | undefined },
): Promise<void> {
  switch (step.do) {
    case 'wait':
      for (let second = 0; second < step.seconds; second += LOOK) {
        await judge();
        await world.wait(LOOK);
      }
      return;
    case 'scale':
      await world.update({ desiredCount: step.count });
      return;
    case 'release':
      await world.update({ taskDefinition: `web:${step.revision}` });
      return;
    case 'limit':
      // Both at 100 % leave no room for anything.
      await world.update({
        deploymentConfiguration: { minimumHealthyPercent: step.least, maximumPercent: step.most },
      });
      return;
    case 'force':
      await world.update({ forceNewDeployment: true });
      return;
    case 'stop': {
      const tasks = await world.listTasks();
      const task = tasks[step.index % Math.max(1, tasks.length)];
      if (task) await world.stopTask(task.taskArn);
      return;
    }
    default:
      capacity.refusal = step.do === 'exhaust' ? 'Capacity is unavailable at this time' : undefined;
  }
}

/** Every line that a container has written, as it stands in the logs too. */
function noteLines(world: World): string[] {
  const lines: string[] = [];
  const { start } = world.runtime;
  world.runtime.start = (launch) =>
    start({
      ...launch,
      onLog(line, stream) {
        lines.push(`web/app/${launch.taskId} ${line}`);
        launch.onLog(line, stream);
      },
    });
  return lines;
}

async function readLog(logs: CloudWatchLogsClient): Promise<string[]> {
  const lines: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName: '/web', nextToken }));
    for (const { logStreamName, message } of page.events ?? []) lines.push(`${logStreamName} ${message}`);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return lines;
}

const addressOf = (task: Task) => task.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address ?? '';

async function look(world: World) {
  const { TargetHealthDescriptions = [] } = await world.loadBalancing.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: world.group() }),
  );
  const states = new Map(
    TargetHealthDescriptions.map(({ Target, TargetHealth }) => [Target?.Id ?? '', TargetHealth?.State ?? '']),
  );
  const meant = await world.listTasks();
  const ending = await world.listTasks('STOPPED');
  return { service: await world.describe(), states, meant, ending };
}

type Look = Awaited<ReturnType<typeof look>>;

/** Judges by what clients see, from one look to the next. */
function createJudge(world: World): () => Promise<void> {
  let before: Look | undefined;
  return async () => {
    const now = await look(world);
    judgeTargets(now, world.clock.now());
    if (before) judgeStops(before, now);
    before = now;
  };
}

function judgeTargets({ states, meant, ending }: Look, now: number): void {
  for (const task of meant) {
    if (task.lastStatus === 'RUNNING') expect(states.get(addressOf(task))).not.toMatch(/draining/);
    if (task.lastStatus === 'RUNNING') expect(states.has(addressOf(task))).toBe(true);
  }
  const live = new Set(meant.map(addressOf));
  const justEnded = new Set(
    ending.filter(({ stoppingAt }) => now - Number(stoppingAt) <= TURN).map(addressOf),
  );
  for (const [address, state] of states) {
    if (state !== 'draining') expect(live.has(address) || justEnded.has(address)).toBe(true);
  }
}

const healthy = ({ meant, states }: Look) =>
  meant.filter((task) => task.lastStatus === 'RUNNING' && states.get(addressOf(task)) === 'healthy');

/** What ECS stops by its own will must leave as many healthy tasks as minimumHealthyPercent asks for. */
function judgeStops(before: Look, now: Look): void {
  const { desiredCount = 0, deploymentConfiguration } = now.service;
  const fewest = Math.ceil((desiredCount * (deploymentConfiguration?.minimumHealthyPercent ?? 100)) / 100);
  const gone = new Map(now.ending.map((task) => [task.taskArn, task]));
  const lost = healthy(before).flatMap(({ taskArn }) => gone.get(taskArn) ?? []);
  const scaledIn = lost.filter(({ stoppedReason }) => stoppedReason?.startsWith('Scaling activity'));
  if (scaledIn.length === 0) return;
  expect(healthy(now).length + lost.length - scaledIn.length).toBeGreaterThanOrEqual(fewest);
}

async function judgeEnd(world: World): Promise<void> {
  const addresses = [...(await world.listTasks()), ...(await world.listTasks('STOPPED'))].map(addressOf);
  await world.client.send(new DeleteServiceCommand({ service: 'web', force: true }));
  await world.wait(200);
  const { service, states, meant } = await look(world);
  expect(service).toMatchObject({ status: 'INACTIVE', runningCount: 0, pendingCount: 0 });
  expect(meant).toEqual([]);
  expect([...states.values()]).toEqual([]);
  for (const address of addresses) expect(world.network.find(address, 8080)).toBeUndefined();
  world.ecs.close();
  await world.runtime.close();
  const fired = world.timers.count;
  await world.wait(7200);
  expect(world.timers.count).toBe(fired);
}
