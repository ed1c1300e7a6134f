import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { gatheredIn } from '../testing/judge-traffic.ts';
import { POINTS } from '../testing/machine.ts';
import { type Moment, startMortalRun } from '../testing/mortal-run.ts';
import { RECOVER, STEPS, setReleased } from '../testing/scenarios.ts';
import { createBrowser, makeSticky, stickinessOf, watchVisitors } from '../testing/sticky.ts';
import { GOOD, NEXT } from '../testing/world.ts';

/** What the two production rules have all the time, but for a release that goes back. */
const SECONDS = [90, 30];
const HOUR = 3_600_000;

/** Little more than it takes to see that nobody comes. */
const WAIT = { sticky: 'wait', 'sticky-timeout': '8m' };

/** NEXT serves from blue, GOOD has served before it; both rules are sticky. */
const RELEASE = { image: GOOD, ...STEPS, ...WAIT };

/** How long those stay whose cookies lead to NEXT, in milliseconds: until some time after the bake, or without end. */
const STAYS = { 'visitors who leave': 100_000, 'visitors who stay': 2 * HOUR } as const;

type Stay = keyof typeof STAYS;

/** Who comes when it was killed, how soon, in milliseconds. */
const SUCCESSORS = {
  'its rerun at once': { after: 0, runId: 'lost', given: undefined },
  'a recovery soon after': { after: 10_000, runId: 'other', given: RECOVER },
  'a recovery that goes on': {
    ...{ after: 10_000, runId: 'other' },
    given: { ...RECOVER, 'on-interrupted': 'resume', 'sticky-timeout': '15m' },
  },
  'another release an hour later': {
    ...{ after: HOUR, runId: 'other' },
    given: { image: `rehearsal/web@sha256:${'3'.repeat(64)}`, 'probe-url': '', ...WAIT },
  },
  'a rollback in a hurry': {
    ...{ after: 0, runId: 'other' },
    given: { mode: 'rollback', to: NEXT, hold: '5s', bake: '20s', sticky: 'detach' },
  },
} as const;

type Successor = keyof typeof SUCCESSORS;

async function runAndKill(stay: Stay, moment?: Moment) {
  const { world, target } = await setReleased({}, { hasTwoRules: true });
  await makeSticky(world, target, SECONDS);
  await world.clock.run(sleep(world.clock, 10_000));
  const sleeper = createBrowser(world);
  await world.clock.run(sleeper.visit(`${world.url}/`));
  const watches = ['/', '/api/'].map((path) => watchVisitors(world, path));
  const left = (async () => {
    await sleep(world.clock, STAYS[stay]);
    const met = await Promise.all(watches.map(({ stop }) => stop()));
    return met.flatMap(({ complaints }) => complaints);
  })();
  const run = await startMortalRun(world, RELEASE, moment, { target });
  const ended = await world.clock.run(run.ended);
  return { world, target, sleeper, left, ended, calls: run.calls };
}

type Killed = Awaited<ReturnType<typeof runAndKill>>;

async function succeed(by: Successor, { world, target }: Killed) {
  const { after, runId, given } = SUCCESSORS[by];
  await world.clock.run(sleep(world.clock, after));
  const circumstances = { target, runId, accessKeyId: 'NEXT' };
  const run = await startMortalRun(world, given ?? RELEASE, undefined, circumstances);
  return world.clock.run(run.outcome);
}

/** The platform when all have left, newcomers come and go, and all that had to wait has had its time. */
async function look({ world, target, sleeper, left }: Killed) {
  const complaints = await world.clock.run(left);
  const newcomers = ['/', '/api/'].map((path) => watchVisitors(world, path));
  await world.clock.run(sleep(world.clock, HOUR / 4));
  const last = await startMortalRun(world, { ...RECOVER, 'sticky-timeout': '15m' }, undefined, {
    ...{ target, runId: 'last' },
  });
  const outcome = await world.clock.run(last.outcome);
  const met = await world.clock.run(Promise.all(newcomers.map(({ stop }) => stop())));
  const woken = await world.clock.run(sleeper.visit(`${world.url}/`));
  const counts = [await world.countOf('blue'), await world.countOf('green')];
  return {
    complaints: [...complaints, ...met.flatMap((each) => each.complaints)],
    // All who came to the end have met one version.
    versions: new Set(met.flatMap(({ versions }) => versions)).size,
    woken: woken === 'refused' ? woken : woken.status,
    failure: outcome?.failure,
    serves: gatheredIn(world, target) !== undefined,
    parked: counts.filter((count) => count === 0).length,
    stickiness: await stickinessOf(world, target),
  };
}

const WELL = {
  ...{ complaints: [], versions: 1, woken: 200, failure: undefined, serves: true, parked: 1 },
  stickiness: SECONDS,
};

/** Every call, but of the many that only renew the lease while it waits the first two and the last one. */
function pickCalls(calls: readonly string[]) {
  const isRenewal = (index: number) => calls[index] === 'PutParameter';
  return calls.flatMap((operation, index) => {
    const isAmongMany = [-2, -1, 0, 1].every((distance) => isRenewal(index + distance));
    return isAmongMany ? [] : [{ operation, call: index + 1 }];
  });
}

const unkilled = await Promise.all(
  (Object.keys(STAYS) as Stay[]).map(async (stay) => ({ stay, killed: await runAndKill(stay) })),
);

describe('a release that waits behind sticky rules', () => {
  test.each(unkilled)('and that nobody kills ends well beside $stay', async ({ killed }) => {
    expect(killed.ended).toBe('released');
    expect(await stickinessOf(killed.world, killed.target)).toEqual(SECONDS);
    expect(await look(killed)).toEqual(WELL);
  });

  const kills = unkilled.flatMap(({ stay, killed: { calls } }) =>
    pickCalls(calls).flatMap(({ operation, call }) =>
      POINTS.flatMap((when) =>
        (Object.keys(SUCCESSORS) as Successor[]).map((by) => ({ stay, operation, when, by, call })),
      ),
    ),
  );

  test.each(sampleOf(kills, 24))(
    'killed $when of call $call ($operation) beside $stay, fails nobody, and after $by all is in order again',
    async ({ stay, when, call, by }) => {
      const killed = await runAndKill(stay, { when, call });
      expect(killed.ended).toBe('lost');
      await succeed(by, killed);
      expect(await look(killed)).toEqual(WELL);
    },
  );
});
