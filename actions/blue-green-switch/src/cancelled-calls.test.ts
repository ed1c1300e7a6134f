import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { ActionFailure } from '../../../lib/action/errors.ts';
import { isRuleWrite } from '../../../lib/aws/operations.ts';
import { sampleOf } from '../../../rehearsal/testing/sample.ts';
import { judgeTraffic, sharesOf, versionsMet, watchTraffic } from '../testing/judge-traffic.ts';
import type { Point } from '../testing/machine.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { type ScenarioName, scenarioOf } from '../testing/scenarios.ts';
import { weightWritesSince } from '../testing/weight-writes.ts';

/** Most that a call takes to AWS, and its answer back. */
const LATENCY = 250;

/** The weights are back so long after SIGINT: the runner sends SIGTERM 7.5 s after it, and kills 2.5 s after that. */
const BACK_WITHIN = 7_000;
const KILLED_AFTER = 10_000;

const CAUSE = 'The job was cancelled (SIGINT).';

/** A write that is on its way when SIGINT comes arrives so much later at most. */
const IN_HAND = 2 * LATENCY;

/** Runs it, and cancels it at a point of its call of that number; the runner kills what goes on for too long. */
async function runAndCancel(name: ScenarioName, number: number, point: Point) {
  const { set, given } = scenarioOf(name);
  const { world, target } = await set();
  const mark = world.aws.journal.length;
  const before = sharesOf(world, target);
  const controller = new AbortController();
  let cancelledAt = Number.POSITIVE_INFINITY;
  const run = await startMortalRun(world, given, undefined, {
    ...{ target, latency: LATENCY, signal: controller.signal },
    onCall(call) {
      if (call.number !== number || call.point !== point || controller.signal.aborted) return;
      cancelledAt = world.clock.now();
      controller.abort(new ActionFailure({ cause: CAUSE }));
      world.clock.after(KILLED_AFTER, run.kill);
    },
  });
  const watch = watchTraffic(world);
  const outcome = await world.clock.run(run.outcome);
  await world.clock.run(sleep(world.clock, KILLED_AFTER));
  const complaints = [...(await world.clock.run(watch.stop()))];
  const writes = weightWritesSince(world, mark).map((write) => ({ ...write, after: write.at - cancelledAt }));
  return { world, target, before, outcome, complaints, writes, calls: run.allCalls };
}

type Cancelled = Awaited<ReturnType<typeof runAndCancel>>;

/** The same job again. */
async function rerun(name: ScenarioName, { world, target }: Cancelled) {
  const { given } = scenarioOf(name);
  const run = await startMortalRun(world, given, undefined, { target, accessKeyId: 'RERUN' });
  const verdict = await world.clock.run(run.ended);
  const complaints = await world.clock.run(judgeTraffic(world, 5));
  return { verdict, complaints, versions: await world.clock.run(versionsMet(world)) };
}

async function casesOf(name: ScenarioName) {
  const { outcome, calls } = await runAndCancel(name, 0, 'before the send');
  if (outcome?.failure) throw new Error(outcome.failure.cause);
  return calls.flatMap((operation, index) =>
    (['before the send', 'after the effect'] as const).map((point) => ({
      ...{ name, operation, point, number: index + 1 },
    })),
  );
}

async function matrixOf(names: readonly ScenarioName[]) {
  return (await Promise.all(names.map(casesOf))).flat();
}

const releases = await matrixOf(['a release in steps', 'a release behind two rules']);
const rollbacks = await matrixOf([
  ...(['a rollback to a parked slot', 'a rollback to a warm slot behind two rules'] as const),
]);

describe('SIGINT', () => {
  test.each(sampleOf(releases, 18))(
    '$point of call $number ($operation) of $name puts all weights back within 7 s, and its rerun converges',
    async ({ name, number, point }) => {
      const cancelled = await runAndCancel(name, number, point);
      const { world, target, outcome, before, writes, complaints, calls } = cancelled;
      expect(complaints).toEqual([]);
      if (outcome?.outputs.verdict === 'released') {
        // The old slot was being parked, from where there is no way but to the end, or was so already.
        if (outcome.failure) expect(outcome.failure.cause).toBe(CAUSE);
        else expect(await world.countOf('green')).toBe(0);
        // Not before its record said so.
        const parked = calls.lastIndexOf('UpdateService');
        expect(number).toBeGreaterThan(calls.lastIndexOf('PutParameter', parked));
        expect(sharesOf(world, target)).toEqual(before.map(() => 'blue 100, green 0'));
        expect(writes.every(({ after }) => after < 0)).toBe(true);
      } else {
        expect(outcome).toMatchObject({ outputs: { verdict: 'interrupted' }, failure: { cause: CAUSE } });
        expect(sharesOf(world, target)).toEqual(before);
        for (const { after, blue } of writes.filter((write) => write.after > IN_HAND)) {
          expect(blue).toBe(0);
          expect(after).toBeLessThanOrEqual(BACK_WITHIN);
        }
        // Nothing was begun, or what was started is parked; with weights that were put back, by the next run.
        if (writes.length === 0) expect(await world.countOf('blue')).toBe(0);
      }
      expect(await rerun(name, cancelled)).toEqual({
        ...{ verdict: 'released', complaints: [], versions: ['next'] },
      });
    },
  );

  test.each(sampleOf(rollbacks, 12))(
    '$point of call $number ($operation) of $name completes the write in hand, undoes none, and its rerun converges',
    async ({ name, number, point }) => {
      const cancelled = await runAndCancel(name, number, point);
      const { world, outcome, writes, complaints, calls } = cancelled;
      expect(complaints).toEqual([]);
      // Without a failure it was at its end already.
      if (!outcome?.failure) expect(await world.countOf('blue')).toBe(0);
      else
        expect([CAUSE, ['interrupted', 'rolled-back']]).toEqual([
          outcome.failure.cause,
          expect.arrayContaining([outcome.outputs.verdict]),
        ]);
      for (const { blue, after } of writes) {
        expect(blue).toBe(0);
        expect(after).toBeLessThanOrEqual(IN_HAND);
      }
      // What had been sent has arrived, the write in hand too, and nothing has been sent since.
      expect(writes).toHaveLength(calls.slice(0, number).filter(isRuleWrite).length);
      expect(await rerun(name, cancelled)).toEqual({
        ...{ verdict: 'rolled-back', complaints: [], versions: ['good'] },
      });
    },
  );
});
