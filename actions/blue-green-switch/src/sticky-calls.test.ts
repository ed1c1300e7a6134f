import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { gatheredIn } from '../testing/judge-traffic.ts';
import { POINTS } from '../testing/machine.ts';
import { type Moment, startMortalRun } from '../testing/mortal-run.ts';
import { RECOVER, ROLLBACK, STEPS, setReleased } from '../testing/scenarios.ts';
import { createBrowser, makeSticky, stickinessOf, watchVisitors } from '../testing/sticky.ts';
import { GOOD, NEXT } from '../testing/world.ts';

/** What the two production rules have, and have again in the end. */
const SECONDS = [90, 30];
const HOUR = 3_600_000;

/** NEXT serves from blue, GOOD has served before it; both rules are sticky. */
const RUNS = {
  'a release': { image: GOOD, ...STEPS, sticky: 'detach' },
  'a rollback': { ...ROLLBACK, sticky: 'detach' },
} as const;

type Run = keyof typeof RUNS;

/** Who comes when it was killed, how soon, in milliseconds. */
const SUCCESSORS = {
  'its rerun at once': { after: 0, runId: 'lost', given: undefined },
  'a recovery soon after': { after: 10_000, runId: 'other', given: RECOVER },
  'another release an hour later': { after: HOUR, runId: 'other', given: { image: NEXT, sticky: 'detach' } },
} as const;

type Successor = keyof typeof SUCCESSORS;

async function runAndKill(name: Run, moment?: Moment) {
  const { world, target } = await setReleased({}, { hasTwoRules: true });
  await makeSticky(world, target, SECONDS);
  await world.clock.run(sleep(world.clock, 10_000));
  const sleeper = createBrowser(world);
  await world.clock.run(sleeper.visit(`${world.url}/`));
  const watches = ['/', '/api/'].map((path) => watchVisitors(world, path));
  const run = await startMortalRun(world, RUNS[name], moment, { target });
  const ended = await world.clock.run(run.ended);
  return { world, target, sleeper, watches, ended, calls: run.calls };
}

type Killed = Awaited<ReturnType<typeof runAndKill>>;

async function succeed(name: Run, by: Successor, { world, target }: Killed) {
  const { after, runId, given } = SUCCESSORS[by];
  await world.clock.run(sleep(world.clock, after));
  const circumstances = { target, runId, accessKeyId: 'NEXT' };
  const run = await startMortalRun(world, given ?? RUNS[name], undefined, circumstances);
  return world.clock.run(run.outcome);
}

/** The rules when all that may still have to wait has had its time, and what became of whoever kept cookies. */
async function look({ world, target, sleeper, watches }: Killed) {
  const met = await world.clock.run(
    (async () => {
      await sleep(world.clock, 100_000);
      return Promise.all(watches.map(({ stop }) => stop()));
    })(),
  );
  await world.clock.run(sleep(world.clock, HOUR));
  const last = await startMortalRun(world, RECOVER, undefined, { target, runId: 'last' });
  const outcome = await world.clock.run(last.outcome);
  const woken = await world.clock.run(sleeper.visit(`${world.url}/`));
  return {
    complaints: met.flatMap(({ complaints }) => complaints),
    // All who came to the end have met one version.
    versions: new Set(met.flatMap(({ versions }) => versions)).size,
    woken: woken === 'refused' ? woken : woken.status,
    failure: outcome?.failure,
    serves: gatheredIn(world, target) !== undefined,
    stickiness: await stickinessOf(world, target),
  };
}

const WELL = {
  ...{ complaints: [], versions: 1, woken: 200, failure: undefined, serves: true, stickiness: SECONDS },
};

const unkilled = await Promise.all(
  (Object.keys(RUNS) as Run[]).map(async (name) => ({ name, killed: await runAndKill(name) })),
);

describe('behind sticky rules', () => {
  test.each(unkilled)('$name that nobody kills ends well', async ({ killed }) => {
    expect(['released', 'rolled-back']).toContain(killed.ended);
    expect(await stickinessOf(killed.world, killed.target)).toEqual(SECONDS);
    expect(await look(killed)).toEqual(WELL);
  });

  const kills = unkilled.flatMap(({ name, killed: { calls } }) =>
    calls.flatMap((operation, index) =>
      POINTS.flatMap((when) =>
        (Object.keys(SUCCESSORS) as Successor[]).map((by) => ({
          ...{ name, operation, when, by, call: index + 1 },
        })),
      ),
    ),
  );

  test.each(sampleOf(kills, 24))(
    '$name, killed $when of call $call ($operation), leads nobody astray, and after $by every rule has what it had',
    async ({ name, when, call, by }) => {
      const killed = await runAndKill(name, { when, call });
      expect(killed.ended).toBe('lost');
      const outcome = await succeed(name, by, killed);
      expect(outcome?.failure).toBeUndefined();
      expect(await look(killed)).toEqual(WELL);
    },
  );
});
