import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { judgeTraffic } from '../testing/judge-traffic.ts';
import { type Moment, startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, GOOD } from '../testing/world.ts';

/** Nobody does anything for so long, in milliseconds. */
const AFTERMATH = 3_600_000;

const BOOTSTRAP = { mode: 'bootstrap', 'desired-count': '2' };

type World = Awaited<ReturnType<typeof createWorld>>;

/** Bootstraps a platform in which nothing serves, and kills the run. */
async function bootstrapAndKill(moment?: Moment) {
  const world = await createWorld({}, 'none');
  const startedAt = world.clock.now();
  const run = await startMortalRun(world, world.releaseOf(GOOD, BOOTSTRAP), moment);
  const ended = await world.clock.run(run.ended);
  const milliseconds = world.clock.now() - startedAt;
  await world.clock.run(sleep(world.clock, AFTERMATH));
  return { world, ended, milliseconds, calls: run.calls };
}

/** What the rules send their traffic to now, unless that is as it was before anything served. */
function complaintsAbout({ aws }: World): readonly string[] {
  return aws.traffic().flatMap(({ groups }) => {
    const [blue, green] = groups;
    if (blue?.weight === 100 && green?.weight === 0) return [];
    const empty = groups.filter(({ weight, healthyTargets }) => weight > 0 && healthyTargets < 2);
    return empty.map(({ targetGroupArn }) => targetGroupArn);
  });
}

const unkilled = await bootstrapAndKill();

const kills = unkilled.calls.flatMap((operation, index) =>
  (['before the send', 'after the effect', 'after the reply'] as const).map((when) => ({
    ...{ operation, when, call: index + 1 },
  })),
);

/** Runs that may come next, and have to end well. */
const AFTERWARDS = {
  'the same run again': (world: World) => world.runMode(world.releaseOf(GOOD, BOOTSTRAP), 'lost'),
  'another run': bootstrapUnlessDone,
  'a recovery and another run': async (world: World) => {
    await world.runMode({ mode: 'recover' });
    return bootstrapUnlessDone(world);
  },
};

/** What was through when it was killed, or has been finished since, serves: that another run need not do again. */
async function bootstrapUnlessDone(world: World) {
  return world.runMode(world.releaseOf(GOOD, BOOTSTRAP)).catch((error: Error) => {
    expect(error.message).toContain('so there is nothing to bootstrap.');
    return { outputs: { verdict: 'released' }, failure: undefined };
  });
}

async function expectToConverge({ world, ended }: Awaited<ReturnType<typeof bootstrapAndKill>>, by: string) {
  expect([ended, complaintsAbout(world)]).toEqual(['lost', []]);
  const { outputs, failure } = await AFTERWARDS[by as keyof typeof AFTERWARDS](world);
  expect([outputs.verdict, failure]).toEqual(['released', undefined]);
  expect(await world.clock.run(judgeTraffic(world, 5))).toEqual([]);
}

describe('a bootstrap where nothing serves', () => {
  test('that nobody kills changes this, in this order', () => {
    const changes = unkilled.calls.filter((operation) => operation !== 'PutParameter');
    expect([unkilled.ended, ...changes]).toEqual([
      ...['released', 'RegisterTaskDefinition', 'UpdateService', 'ModifyListener', 'UpdateService'],
    ]);
  });

  describe.each(Object.keys(AFTERWARDS))('is brought to its end by %s', (by) => {
    test.each(sampleOf(kills, 12))(
      'when it was killed $when of call $call, $operation',
      async ({ call, when }) => expectToConverge(await bootstrapAndKill({ call, when }), by),
    );
  });
});

const random = createRandom(21);
const shares = Array.from({ length: 8 }, () => random.next());

test.each(shares)(
  'a bootstrap killed at %d of its time is brought to its end by the same run',
  async (share) => {
    const killed = await bootstrapAndKill({ milliseconds: Math.floor(share * unkilled.milliseconds) });
    await expectToConverge(killed, 'the same run again');
  },
);
