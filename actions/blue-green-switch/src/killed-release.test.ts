import { describe, expect, test } from '@jest/globals';
import type { Target } from '../../../lib/aws/target.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { judgeTraffic, watchTraffic } from '../testing/judge-traffic.ts';
import { type Moment, startMortalRun } from '../testing/mortal-run.ts';
import { createWorld, NEXT } from '../testing/world.ts';

/** Longer than everything that a killed run has set going: tasks that start, drain and stop, nodes that lag. */
const AFTERMATH_SECONDS = 60;

interface Scenario {
  readonly inputs: Readonly<Record<string, string>>;
  readonly hasTwoRules: boolean;
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'at once': { inputs: {}, hasTwoRules: false },
  'in steps': { inputs: { steps: '10% 10s, 50% 10s, 100%' }, hasTwoRules: false },
  'behind two rules': { inputs: {}, hasTwoRules: true },
};

/** What each changes in AWS, in this order, between what it writes into the record. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'at once': ['RegisterTaskDefinition', 'UpdateService', 'ModifyListener', 'UpdateService'],
  'in steps': [
    ...['RegisterTaskDefinition', 'UpdateService'],
    ...['ModifyListener', 'ModifyListener', 'ModifyListener', 'UpdateService'],
  ],
  'behind two rules': [
    ...['RegisterTaskDefinition', 'UpdateService', 'ModifyListener', 'ModifyRule', 'UpdateService'],
  ],
};

/** Releases a good version and kills the run; the judge watches from its start to long after its end. */
async function releaseAndKill({ inputs, hasTwoRules }: Scenario, moment?: Moment) {
  const world = await createWorld();
  const target: Target = hasTwoRules ? await world.addRule() : world.infrastructure.target;
  const startedAt = world.clock.now();
  const run = await startMortalRun(world, inputs, moment, { target });
  const watch = watchTraffic(world);
  const ended = await world.clock.run(run.ended);
  const milliseconds = world.clock.now() - startedAt;
  const meanwhile = await world.clock.run(watch.stop());
  const complaints = [...meanwhile, ...(await world.clock.run(judgeTraffic(world, AFTERMATH_SECONDS)))];
  return { world, target, ended, milliseconds, calls: run.calls, complaints };
}

/** Another run after the one that was lost: it puts right what is left, and releases. */
async function releaseAfter({ world, target }: Awaited<ReturnType<typeof releaseAndKill>>) {
  const ended = await world.release(NEXT, {}, undefined, target);
  const complaints = await world.clock.run(judgeTraffic(world, 5));
  return { verdict: ended.outputs.verdict, failure: ended.failure, complaints };
}

const GOOD_END = { verdict: 'released', failure: undefined, complaints: [] };

const unkilled = await Promise.all(
  Object.entries(SCENARIOS).map(async ([how, scenario]) => ({ how, ...(await releaseAndKill(scenario)) })),
);

const kills = unkilled.flatMap(({ how, calls }) =>
  calls.flatMap((operation, index) =>
    (['before the send', 'after the effect', 'after the reply'] as const).map((when) => ({
      ...{ how, operation, when, call: index + 1 },
    })),
  ),
);

describe('a good release', () => {
  test.each(unkilled)('$how that nobody kills loses no visitor', ({ how, ended, calls, complaints }) => {
    const changes = calls.filter((operation) => operation !== 'PutParameter');
    expect([ended, changes, complaints]).toEqual(['released', CHANGES[how], []]);
  });

  test.each(sampleOf(kills, 40))(
    '$how, killed $when of call $call, $operation, leaves every group with weight its healthy targets, and a run after it ends well',
    async ({ how, call, when }) => {
      const scenario = SCENARIOS[how] ?? never();
      const killed = await releaseAndKill(scenario, { call, when });
      expect([killed.ended, killed.complaints]).toEqual(['lost', []]);
      expect(await releaseAfter(killed)).toEqual(GOOD_END);
    },
  );
});

function never(): never {
  throw new Error('There is no such scenario.');
}

const random = createRandom(20);
const names = Object.keys(SCENARIOS);
const moments = Array.from({ length: 20 }, (_, index) => ({
  how: names[index % names.length] ?? '',
  share: random.next(),
}));

describe('a good release killed at a random moment', () => {
  test.each(moments)(
    '$how, at $share of its time, leaves them too, and so does a run after it',
    async (kill) => {
      const scenario = SCENARIOS[kill.how] ?? never();
      const whole = unkilled.find(({ how }) => how === kill.how)?.milliseconds ?? never();
      const killed = await releaseAndKill(scenario, { milliseconds: Math.floor(kill.share * whole) });
      expect([killed.ended, killed.complaints]).toEqual(['lost', []]);
      expect(await releaseAfter(killed)).toEqual(GOOD_END);
    },
  );
});
