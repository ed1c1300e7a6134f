import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { judgeTraffic, watchTraffic } from '../testing/judge-traffic.ts';
import { type Moment, startMortalRun } from '../testing/mortal-run.ts';
import { createOneSlotWorld } from '../testing/one-slot.ts';
import { createWorld, NEXT } from '../testing/world.ts';

/** Nobody does anything for so long, in milliseconds. */
const AFTERMATH = 3_600_000;

type World = Awaited<ReturnType<typeof createWorld>>;

interface Scenario {
  readonly create: () => Promise<World>;
  readonly inputs: Readonly<Record<string, string>>;
  /** Gives the complaints about what rules and visitors saw, once it is told that the run is over. */
  readonly watch: (world: World) => () => Promise<readonly string[]>;
  /** What it changes in AWS, in this order, between what it writes into the record. */
  readonly changes: readonly string[];
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'where nothing serves': {
    create: () => createWorld({}, 'none'),
    inputs: { mode: 'bootstrap', 'desired-count': '2' },
    watch: (world) => async () => complaintsAbout(world),
    changes: ['RegisterTaskDefinition', 'UpdateService', 'ModifyListener', 'UpdateService'],
  },
  'of a service with one slot': {
    create: () => createOneSlotWorld(),
    inputs: { mode: 'bootstrap', steps: '10% 10s, 100%' },
    watch: (world) => watchTraffic(world).stop,
    changes: [
      ...['RegisterTaskDefinition', 'ModifyListener', 'UpdateService'],
      ...['ModifyListener', 'ModifyListener', 'UpdateService'],
    ],
  },
};

/** What the rules send their traffic to, unless that is as it was before anything served. */
function complaintsAbout({ aws }: World): readonly string[] {
  return aws.traffic().flatMap(({ groups }) => {
    const [blue, green] = groups;
    if (blue?.weight === 100 && green?.weight === 0) return [];
    const empty = groups.filter(({ weight, healthy }) => weight > 0 && healthy.length < 2);
    return empty.map(({ targetGroupArn }) => `a rule sends to ${targetGroupArn}`);
  });
}

/** Bootstraps and kills the run. */
async function bootstrapAndKill({ create, inputs, watch }: Scenario, moment?: Moment) {
  const world = await create();
  const startedAt = world.clock.now();
  const run = await startMortalRun(world, world.releaseOf(NEXT, inputs), moment);
  const stop = watch(world);
  const ended = await world.clock.run(run.ended);
  const milliseconds = world.clock.now() - startedAt;
  await world.clock.run(sleep(world.clock, AFTERMATH));
  const complaints = await world.clock.run(stop());
  return { world, ended, complaints, milliseconds, calls: run.calls };
}

const unkilled = await Promise.all(
  Object.entries(SCENARIOS).map(async ([how, scenario]) => ({
    ...{ how, scenario },
    ...(await bootstrapAndKill(scenario)),
  })),
);

const kills = unkilled.flatMap(({ how, scenario, calls }) =>
  calls.flatMap((operation, index) =>
    (['before the send', 'after the effect', 'after the reply'] as const).map((when) => ({
      ...{ how, scenario, operation, when, call: index + 1 },
    })),
  ),
);

/** Runs that may come next, and have to end well. */
const AFTERWARDS = {
  'the same run again': (world: World, given: Record<string, string>) => world.runMode(given, 'lost'),
  'another run': bootstrapUnlessDone,
  'a recovery and another run': async (world: World, given: Record<string, string>) => {
    await world.runMode({ mode: 'recover' });
    return bootstrapUnlessDone(world, given);
  },
  'another run that goes on': (world: World, given: Record<string, string>) =>
    bootstrapUnlessDone(world, { ...given, 'on-interrupted': 'resume' }),
};

/** What was through when it was killed, or has been finished since, serves: that another run need not do again. */
async function bootstrapUnlessDone(world: World, given: Record<string, string>) {
  return world.runMode(given).catch((error: Error) => {
    expect(error.message).toContain('so there is nothing to bootstrap.');
    return { outputs: { verdict: 'released' }, failure: undefined };
  });
}

async function expectToConverge(scenario: Scenario, moment: Moment, by: string) {
  const { world, ended, complaints } = await bootstrapAndKill(scenario, moment);
  expect([ended, complaints]).toEqual(['lost', []]);
  const given = world.releaseOf(NEXT, scenario.inputs);
  const { outputs, failure } = await AFTERWARDS[by as keyof typeof AFTERWARDS](world, given);
  expect([outputs.verdict, failure]).toEqual(['released', undefined]);
  expect(await world.clock.run(judgeTraffic(world, 5))).toEqual([]);
}

describe('a bootstrap', () => {
  test.each(unkilled)('$how that nobody kills changes this, in this order', (run) => {
    const changes = run.calls.filter((operation) => operation !== 'PutParameter');
    expect([run.ended, changes, run.complaints]).toEqual(['released', run.scenario.changes, []]);
  });

  describe.each(Object.keys(AFTERWARDS))('is brought to its end by %s', (by) => {
    test.each(sampleOf(kills, 14))(
      '$how, when it was killed $when of call $call, $operation',
      ({ scenario, call, when }) => expectToConverge(scenario, { call, when }, by),
    );
  });
});

const random = createRandom(21);
const moments = unkilled.flatMap(({ how, scenario, milliseconds }) =>
  Array.from({ length: 6 }, () => ({ how, scenario, at: Math.floor(random.next() * milliseconds) })),
);

test.each(moments)(
  'a bootstrap $how, killed after $at ms, is brought to its end by the same run',
  ({ scenario, at }) => expectToConverge(scenario, { milliseconds: at }, 'the same run again'),
);

test('a rollback that finds a lost bootstrap is red: nothing served before it, so there is nothing to go back to', async () => {
  const world = await createWorld({}, 'none');
  const given = { ...world.releaseOf(NEXT), mode: 'bootstrap', 'desired-count': '1' };
  const run = await startMortalRun(world, given, { operation: 'UpdateService', when: 'after the effect' });
  expect(await world.clock.run(run.ended)).toBe('lost');
  const rollback = world.runMode({ mode: 'rollback', hold: '5s', bake: '10s' });
  await expect(rollback).rejects.toThrow('The record knows of no release before');
});
