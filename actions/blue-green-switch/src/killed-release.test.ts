import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Target } from '../../../lib/aws/target.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { judgeTraffic, type Moment, startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, NEXT } from '../testing/world.ts';

/** Longer than everything that a killed run has set going: tasks that start, drain and stop, nodes that lag. */
const AFTERMATH_SECONDS = 60;

interface Scenario {
  readonly inputs: Readonly<Record<string, string>>;
  readonly hasTwoRules: boolean;
  /** What it changes, in this order. */
  readonly calls: readonly string[];
}

const [START, END] = [['RegisterTaskDefinition', 'UpdateService'], ['UpdateService']];

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'at once': { inputs: {}, hasTwoRules: false, calls: [...START, 'ModifyListener', ...END] },
  'in steps': {
    inputs: { steps: '10% 10s, 50% 10s, 100%' },
    hasTwoRules: false,
    calls: [...START, 'ModifyListener', 'ModifyListener', 'ModifyListener', ...END],
  },
  'behind two rules': {
    inputs: {},
    hasTwoRules: true,
    calls: [...START, 'ModifyListener', 'ModifyRule', ...END],
  },
};

/** Releases a good version and kills the run; the judge watches from its start to long after its end. */
async function releaseAndKill({ inputs, hasTwoRules }: Scenario, moment?: Moment) {
  const world = await createWorld();
  const target: Target = hasTwoRules ? await world.addRule() : world.infrastructure.target;
  const startedAt = world.clock.now();
  const run = await startMortalRun(world, inputs, moment, target);
  const complaints: string[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) complaints.push(...(await judgeTraffic(world, 1)));
  })();
  const ended = await world.clock.run(run.ended);
  const milliseconds = world.clock.now() - startedAt;
  isOver = true;
  await world.clock.run(watching);
  complaints.push(...(await world.clock.run(judgeTraffic(world, AFTERMATH_SECONDS))));
  return { world, target, ended, milliseconds, calls: run.calls, complaints };
}

describe.each(Object.entries(SCENARIOS))('a good release %s', (_how, scenario) => {
  test('that nobody kills loses no visitor, and makes the calls at which it could be killed', async () => {
    const { ended, calls, complaints } = await releaseAndKill(scenario);
    expect([ended, calls, complaints]).toEqual(['released', scenario.calls, []]);
  });

  test.each(
    scenario.calls.flatMap((operation, index) =>
      (['before the send', 'after the effect', 'after the reply'] as const).map((when) => ({
        operation,
        when,
        call: index + 1,
      })),
    ),
  )(
    'killed $when of call $call, $operation, leaves every group with weight its healthy targets',
    async ({ call, when }) => {
      const { ended, calls, complaints } = await releaseAndKill(scenario, { call, when });
      expect([ended, complaints]).toEqual(['lost', []]);
      expect(calls).toEqual(scenario.calls.slice(0, call));
    },
  );
});

const random = createRandom(20);
const names = Object.keys(SCENARIOS);
const kills = Array.from({ length: 20 }, (_, index) => ({
  how: names[index % names.length] ?? '',
  share: random.next(),
}));

describe('a good release killed at a random moment', () => {
  const durations = new Map<string, number>();
  beforeAll(async () => {
    for (const [name, scenario] of Object.entries(SCENARIOS)) {
      durations.set(name, (await releaseAndKill(scenario)).milliseconds);
    }
  });

  test.each(kills)(
    '$how, at $share of its time, leaves them too, and so does a run after it',
    async (kill) => {
      const scenario = SCENARIOS[kill.how];
      if (!scenario) throw new Error(`There is no scenario ${kill.how}.`);
      const milliseconds = Math.floor(kill.share * (durations.get(kill.how) ?? 0));
      const { world, target, ended, complaints } = await releaseAndKill(scenario, { milliseconds });
      expect([ended, complaints]).toEqual(['lost', []]);
      await world.release(NEXT, {}, undefined, target).catch(() => {});
      expect(await world.clock.run(judgeTraffic(world, 30))).toEqual([]);
    },
  );
});
