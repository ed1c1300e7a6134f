import { afterAll, describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../lib/action/outcome.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { gatheredIn, judgeTraffic, sharesOf, versionsMet, watchTraffic } from '../testing/judge-traffic.ts';
import { POINTS } from '../testing/machine.ts';
import { type Moment, startMortalRun } from '../testing/mortal-run.ts';
import { PARKED, SERVING, settingsOf } from '../testing/scaling.ts';
import {
  type Given,
  RECOVER,
  SCENARIO_NAMES,
  type ScenarioName,
  type Stage,
  scenarioOf,
} from '../testing/scenarios.ts';
import { weightWritesSince } from '../testing/weight-writes.ts';

/** Longer than everything that a killed run has set going: tasks that start, drain and stop, nodes that lag. */
const AFTERMATH_SECONDS = 60;
const HOUR_SECONDS = 3_600;

/** Who comes when the hour is over. */
const SUCCESSORS = ['its rerun', 'a recovery', 'a recovery that goes on', 'another release'] as const;

type Successor = (typeof SUCCESSORS)[number];

/** What may become of the job's machine: it is gone, or the process alone, and the step at the end of the job runs. */
const POSTS = ['without post', 'with post'] as const;

type Post = (typeof POSTS)[number];

/** Runs it and kills it; the judge watches from its start until an hour has passed in which nobody comes. */
async function runAndKill(name: ScenarioName, moment?: Moment, post: Post = 'without post') {
  const { set, given } = scenarioOf(name);
  const stage = await set();
  const { world, target } = stage;
  const mark = world.aws.journal.length;
  const run = await startMortalRun(world, given, moment, { target });
  const watch = watchTraffic(world);
  const ended = await world.clock.run(run.ended);
  if (post === 'with post') await world.runPostOf('lost', {}, target);
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
function stepsOf(name: ScenarioName, by: Successor): readonly Given[] {
  const { given, job = [given] } = scenarioOf(name);
  switch (by) {
    case 'its rerun':
      return job;
    case 'a recovery':
      return [RECOVER];
    case 'a recovery that goes on':
      return [{ ...RECOVER, 'on-interrupted': 'resume' }];
    case 'another release':
      return [{}];
  }
}

/** Gives how the last of its steps ended: an earlier one may be red that puts right what was lost. */
async function succeed(name: ScenarioName, { world, target }: Stage, by: Successor) {
  const runId = by === 'its rerun' ? 'lost' : 'other';
  let ended: Outcome | undefined;
  for (const given of stepsOf(name, by)) {
    const next = await startMortalRun(world, given, undefined, { target, runId, accessKeyId: 'NEXT' });
    ended = await world.clock.run(next.outcome);
  }
  if (ended === undefined) throw new Error('Nobody kills it.');
  return ended;
}

/** Settings of the slot that serves and of the other one, wherever they are now. */
async function lookAtScaling(name: ScenarioName, { world, target }: Stage): Promise<void> {
  if (!scenarioOf(name).scales) return;
  const { blue, green } = await world.clock.run(settingsOf(world));
  const serves = sharesOf(world, target).includes('blue 100, green 0') ? [blue, green] : [green, blue];
  expect(serves).toEqual([SERVING, PARKED]);
}

/** How the platform stands when everything is to be over. */
async function look({ world, target }: Stage) {
  const complaints = await world.clock.run(judgeTraffic(world, 30));
  // A test rule is with the slot that serves.
  const serves = gatheredIn(world, target);
  return {
    complaints,
    isGathered: serves !== undefined,
    parkedCount: await world.countOf(serves === 'blue' ? 'green' : 'blue'),
    versions: await world.clock.run(versionsMet(world)),
  };
}

const unkilled = await Promise.all(
  SCENARIO_NAMES.map(async (name) => ({ name, ...(await runAndKill(name)) })),
);

const kills = unkilled.flatMap(({ name, calls }) =>
  calls.flatMap((operation, index) =>
    POINTS.flatMap((when) =>
      POSTS.flatMap((post) => {
        const successors = post === 'with post' ? (['its rerun'] as const) : SUCCESSORS;
        return successors.map((by) => ({ name, operation, when, call: index + 1, post, by }));
      }),
    ),
  ),
);

describe('nobody kills', () => {
  test.each(unkilled)('$name, and it ends well', async ({ name, ended, stage, complaints }) => {
    const { verdict, serves, keeps = 0 } = scenarioOf(name);
    expect([ended, complaints]).toEqual([verdict, []]);
    expect(await look(stage)).toEqual({
      ...{ complaints: [], isGathered: true, parkedCount: keeps, versions: [serves] },
    });
    await lookAtScaling(name, stage);
  });
});

/** What the judge stated an hour after each kill. */
const statements: string[] = [];

describe('killed', () => {
  test.each(sampleOf(kills, 40))(
    '$when of call $call ($operation) of $name, $post, what served still serves an hour later, and $by converges',
    async ({ name, call, when, operation, post, by }) => {
      const { given, job, verdict, serves, warm = 0, leavesBlue } = scenarioOf(name);
      const killed = await runAndKill(name, { call, when }, post);
      expect([killed.ended, killed.complaints]).toEqual(['lost', []]);
      expect(killed.stated).toContain(killed.atEnd.join(' and '));
      statements.push(`${name}, ${when} of call ${call} (${operation}), ${post}: ${killed.stated}`);
      // Until its own plan stands (call 3), a recovery has nothing of its own that the step after the job could see.
      const hasPlan = given.mode !== 'recover' || call > 3 || (call === 3 && when !== 'before the send');
      if (post === 'with post' && hasPlan) expect((await look(killed.stage)).isGathered).toBe(true);

      const ended = await succeed(name, killed.stage, by);
      // What a lost recovery has parked again may be too late to go on with: then it is taken back, and red.
      const mayFail = by === 'a recovery that goes on' && given.mode === 'recover';
      if (!mayFail) expect(ended.failure).toBeUndefined();
      const isRepeated = by === 'its rerun' && given.mode !== 'recover';
      if (isRepeated) expect(ended.outputs.verdict).toBe(job ? 'released' : verdict);
      if (by === 'another release') expect(ended.outputs.verdict).toBe('released');
      const { versions, parkedCount, ...rest } = await look(killed.stage);
      expect(rest).toEqual({ complaints: [], isGathered: true });
      expect([0, warm]).toContain(parkedCount);
      await lookAtScaling(name, killed.stage);
      if (isRepeated) expect(versions).toEqual([job ? 'next' : serves]);
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
