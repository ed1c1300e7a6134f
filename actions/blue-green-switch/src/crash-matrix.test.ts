import { afterAll, describe, expect, test } from '@jest/globals';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { judgeTraffic, sharesOf, versionsMet, watchTraffic } from '../testing/judge-traffic.ts';
import { POINTS } from '../testing/machine.ts';
import { type Moment, startMortalRun } from '../testing/mortal-run.ts';
import { RECOVER, SCENARIO_NAMES, type ScenarioName, type Stage, scenarioOf } from '../testing/scenarios.ts';
import { weightWritesSince } from '../testing/weight-writes.ts';

/** Longer than everything that a killed run has set going: tasks that start, drain and stop, nodes that lag. */
const AFTERMATH_SECONDS = 60;
const HOUR_SECONDS = 3_600;

/** Who comes when the hour is over. */
const SUCCESSORS = ['its rerun', 'a recovery', 'another release'] as const;

/** Runs it and kills it; the judge watches from its start until an hour has passed in which nobody does anything. */
async function runAndKill(name: ScenarioName, moment?: Moment) {
  const { set, given } = scenarioOf(name);
  const stage = await set();
  const { world, target } = stage;
  const mark = world.aws.journal.length;
  const run = await startMortalRun(world, given, moment, { target });
  const watch = watchTraffic(world);
  const ended = await world.clock.run(run.ended);
  const atEnd = sharesOf(world, target);
  const complaints = await world.clock.run(
    (async () => [
      ...(await watch.stop()),
      ...(await judgeTraffic(world, AFTERMATH_SECONDS)),
      ...(await judgeTraffic(world, HOUR_SECONDS - AFTERMATH_SECONDS, 60)),
    ])(),
  );
  const versions = await world.clock.run(versionsMet(world));
  const stated = `${sharesOf(world, target).join(' and ')}: ${versions.join(' and ')}`;
  return { ...{ stage, mark, ended, atEnd, complaints, stated }, calls: run.calls };
}

/** The same job again is the same run; everything else comes from another one. */
async function succeed(name: ScenarioName, { world, target }: Stage, by: (typeof SUCCESSORS)[number]) {
  const { given } = scenarioOf(name);
  const [runId, inputs] =
    by === 'its rerun' ? ['lost', given] : ['other', by === 'a recovery' ? RECOVER : {}];
  const next = await startMortalRun(world, inputs, undefined, { target, runId, accessKeyId: 'NEXT' });
  const ended = await world.clock.run(next.outcome);
  if (ended === undefined) throw new Error('Nobody kills it.');
  return ended;
}

/** How the platform stands when everything is to be over. */
async function look({ world, target }: Stage) {
  const complaints = await world.clock.run(judgeTraffic(world, 30));
  const shares = new Set(sharesOf(world, target));
  const parked = shares.has('blue 100, green 0') ? 'green' : 'blue';
  return {
    complaints,
    isGathered: shares.size === 1 && /\b100\b/.test([...shares].join()),
    parkedCount: await world.countOf(parked),
    versions: await world.clock.run(versionsMet(world)),
  };
}

const unkilled = await Promise.all(
  SCENARIO_NAMES.map(async (name) => ({ name, ...(await runAndKill(name)) })),
);

const kills = unkilled.flatMap(({ name, calls }) =>
  calls.flatMap((operation, index) =>
    POINTS.flatMap((when) => SUCCESSORS.map((by) => ({ name, operation, when, call: index + 1, by }))),
  ),
);

describe('nobody kills', () => {
  test.each(unkilled)('$name, and it ends well', async ({ name, ended, stage, complaints }) => {
    const { verdict, serves } = scenarioOf(name);
    expect([ended, complaints]).toEqual([verdict, []]);
    expect(await look(stage)).toEqual({
      ...{ complaints: [], isGathered: true, parkedCount: 0, versions: [serves] },
    });
  });
});

/** What the judge stated an hour after each kill. */
const statements: string[] = [];

describe('killed', () => {
  test.each(sampleOf(kills, 40))(
    '$when of call $call ($operation) of $name, what served still serves an hour later, and $by converges',
    async ({ name, call, when, operation, by }) => {
      const { given, verdict, serves, warm = 0, leavesBlue } = scenarioOf(name);
      const killed = await runAndKill(name, { call, when });
      expect([killed.ended, killed.complaints]).toEqual(['lost', []]);
      expect(killed.stated).toContain(killed.atEnd.join(' and '));
      statements.push(`${name}, ${when} of call ${call} (${operation}): ${killed.stated}`);

      const ended = await succeed(name, killed.stage, by);
      expect(ended.failure).toBeUndefined();
      const isRepeated = by === 'its rerun' && given.mode !== 'recover';
      if (isRepeated) expect(ended.outputs.verdict).toBe(verdict);
      if (by === 'another release') expect(ended.outputs.verdict).toBe('released');
      const { versions, parkedCount, ...rest } = await look(killed.stage);
      expect(rest).toEqual({ complaints: [], isGathered: true });
      expect([0, warm]).toContain(parkedCount);
      if (isRepeated) expect(versions).toEqual([serves]);
      // A recovery takes some releases back: then what served before serves.
      else expect(versions).toEqual(by === 'another release' ? ['next'] : [expect.any(String)]);
      if (!leavesBlue || by === 'another release') return;
      for (const { blue } of weightWritesSince(killed.stage.world, killed.mark)) expect(blue).toBe(0);
    },
  );
});

afterAll(() => {
  if (process.env.MATRIX === 'whole')
    process.stdout.write(['An hour later:', ...new Set(statements), ''].join('\n'));
});
