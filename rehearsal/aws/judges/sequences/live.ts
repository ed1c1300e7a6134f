import { createJudge, type Judge, LOOK_INTERVAL } from './judge.ts';
import { look } from './look.ts';
import { carryOut, type Step } from './steps.ts';
import { LOG_GROUP, SLOTS, type World } from './world.ts';

/** What a sequence has shown. */
export interface Verdict {
  readonly breaches: readonly string[];
  readonly forwarded: number;
  readonly refusals: number;
  readonly lines: number;
}

/** Takes the steps of a sequence, looks every other second, takes everything down again and tells what was wrong. */
export async function live(world: World, sequence: readonly Step[]): Promise<Verdict> {
  const judge = createJudge(world);
  const slips: string[] = [];
  let refusals = 0;
  judge.noteSight(await look(world));
  await take(world, judge, { do: 'create', slot: 'blue', count: 2, image: 'good:1' });
  await wait(world, judge, 20);
  for (const step of sequence) {
    const refusal = await take(world, judge, step);
    if (refusal?.isSlip) slips.push(`${step.do}: ${refusal.text}`);
    if (refusal) refusals += 1;
    else judge.noteStep(step, world.clock.now());
  }
  await wait(world, judge, 40);
  await takeDown(world);
  const { lines, lost } = await findLostLines(world);
  await world.pass(2 * 3_600_000);
  const orphans = findOrphans(world);
  await world.clock.run(world.aws.close());
  return {
    breaches: [...judge.breaches, ...slips, ...lost, ...orphans],
    forwarded: world.exchanges.filter(({ forwarded }) => forwarded).length,
    refusals,
    lines,
  };
}

interface Refusal {
  readonly text: string;
  /** Nothing that AWS would say. */
  readonly isSlip: boolean;
}

async function take(world: World, judge: Judge, step: Step): Promise<Refusal | undefined> {
  if (step.do === 'wait') {
    await wait(world, judge, step.seconds);
    return undefined;
  }
  if (step.do === 'visit') {
    await visit(world, judge, step.times);
    return undefined;
  }
  try {
    await world.clock.run(carryOut(world, step));
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    const { httpStatusCode = 500 } = (error as { $metadata?: { httpStatusCode?: number } }).$metadata ?? {};
    return { text: `${name}: ${message}`, isSlip: httpStatusCode >= 500 };
  }
}

async function wait(world: World, judge: Judge, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds * 1000; passed += LOOK_INTERVAL) {
    await world.pass(LOOK_INTERVAL);
    judge.noteSight(await look(world));
    await visit(world, judge, 2);
  }
}

async function visit(world: World, judge: Judge, times: number): Promise<void> {
  const before = world.exchanges.length;
  const visits = Array.from({ length: times }, (_, index) => world.visit(index % 3 === 2 ? '/extra' : '/'));
  await world.clock.run(Promise.all(visits));
  for (const exchange of world.exchanges.slice(before)) judge.noteExchange(exchange);
}

async function takeDown(world: World): Promise<void> {
  const { ecs, elbv2, clock, groups, balancer } = world;
  for (const service of SLOTS) await take(world, createJudge(world), { do: 'delete', slot: service });
  await world.pass(180_000);
  const remove = async () => {
    await elbv2.deleteLoadBalancer({ LoadBalancerArn: balancer });
    for (const TargetGroupArn of Object.values(groups)) await elbv2.deleteTargetGroup({ TargetGroupArn });
    await ecs.deleteCluster({ cluster: 'web' });
  };
  await clock.run(remove());
}

/** Lines that a container has written and that its stream does not have, or has twice. */
async function findLostLines({ counts, clock, logs }: World): Promise<{ lines: number; lost: string[] }> {
  const kept = new Map<string, string[]>();
  const read = async () => {
    let nextToken: string | undefined;
    do {
      const page = await logs.filterLogEvents({ logGroupName: LOG_GROUP, nextToken });
      for (const { logStreamName = '', message = '' } of page.events ?? []) {
        const task = logStreamName.split('/').at(-1) ?? '';
        kept.set(task, [...(kept.get(task) ?? []), message]);
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  };
  await clock.run(read());
  const written = [...counts.lines];
  return {
    lines: written.reduce((sum, [, lines]) => sum + lines.length, 0),
    lost: written.flatMap(([task, lines]) => {
      const found = kept.get(task) ?? [];
      return found.join('\n') === lines.join('\n')
        ? []
        : [`task ${task} wrote ${lines.length} lines, kept are ${found.length}`];
    }),
  };
}

function findOrphans({ counts }: World): string[] {
  const { lines: _lines, ...numbers } = counts;
  return Object.entries(numbers).flatMap(([what, number]) =>
    number === 0 ? [] : [`${number} ${what} are left`],
  );
}
