import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { judgeTraffic, watchTraffic } from '../testing/judge-traffic.ts';
import { type Moment, startMortalRun } from '../testing/mortal-run.ts';
import { type ScenarioName, scenarioOf } from '../testing/scenarios.ts';
import { NEXT } from '../testing/world.ts';

/** Longer than everything that a killed run has set going: tasks that start, drain and stop, nodes that lag. */
const AFTERMATH_SECONDS = 60;

/** What each changes in AWS, in this order, between what it writes into the record. */
const CHANGES: Readonly<Partial<Record<ScenarioName, readonly string[]>>> = {
  'a release at once': ['RegisterTaskDefinition', 'UpdateService', 'ModifyListener', 'UpdateService'],
  'a release in steps': [
    ...['RegisterTaskDefinition', 'UpdateService'],
    ...['ModifyListener', 'ModifyListener', 'ModifyListener', 'UpdateService'],
  ],
  'a release behind two rules': [
    ...['RegisterTaskDefinition', 'UpdateService', 'ModifyListener', 'ModifyRule', 'UpdateService'],
  ],
  'a release between slots that scale': [
    ...['RegisterTaskDefinition', 'RegisterScalableTarget', 'UpdateService', 'RegisterScalableTarget'],
    ...['RegisterScalableTarget', 'ModifyListener', 'UpdateService', 'ModifyListener'],
    ...['RegisterScalableTarget', 'RegisterScalableTarget', 'UpdateService'],
  ],
  'a rollback to a parked slot': ['UpdateService', 'ModifyListener', 'UpdateService'],
  'a rollback to a warm slot behind two rules': ['ModifyListener', 'ModifyRule', 'UpdateService'],
};

/** Runs it and kills it; the judge watches from its start to long after its end. */
async function runAndKill(name: ScenarioName, moment?: Moment) {
  const { set, given } = scenarioOf(name);
  const { world, target } = await set();
  const startedAt = world.clock.now();
  const run = await startMortalRun(world, given, moment, { target });
  const watch = watchTraffic(world);
  const ended = await world.clock.run(run.ended);
  const milliseconds = world.clock.now() - startedAt;
  const meanwhile = await world.clock.run(watch.stop());
  const complaints = [...meanwhile, ...(await world.clock.run(judgeTraffic(world, AFTERMATH_SECONDS)))];
  return { world, target, ended, milliseconds, calls: run.calls, complaints };
}

const unkilled = await Promise.all(
  (Object.keys(CHANGES) as ScenarioName[]).map(async (name) => ({ name, ...(await runAndKill(name)) })),
);

test.each(unkilled)('$name makes no other changes than these, in this order', ({ name, calls }) => {
  expect(calls.filter((operation) => operation !== 'PutParameter')).toEqual(CHANGES[name]);
});

const random = createRandom(20);
const moments = Array.from({ length: 20 }, (_, index) => ({
  ...(unkilled[index % unkilled.length] ?? never()),
  share: random.next(),
}));

describe('killed at a random moment', () => {
  test.each(moments)(
    '$name, at $share of its time, leaves every group with weight its healthy targets, and so does a release after it',
    async ({ name, milliseconds, share }) => {
      const killed = await runAndKill(name, { milliseconds: Math.floor(share * milliseconds) });
      expect([killed.ended, killed.complaints]).toEqual(['lost', []]);
      const { world, target } = killed;
      const ended = await world.release(NEXT, {}, undefined, target);
      expect([ended.outputs.verdict, ended.failure]).toEqual(['released', undefined]);
      expect(await world.clock.run(judgeTraffic(world, 5))).toEqual([]);
    },
  );
});

function never(): never {
  throw new Error('There is no such scenario.');
}
