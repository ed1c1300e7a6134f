import { describe, expect, test } from '@jest/globals';
import { findUnfinished } from './find-unfinished.ts';
import { planName } from './names.ts';
import { deleteParameters } from './parameters.ts';
import { writePlan } from './plan.ts';
import type { ReleaseRecord } from './release.ts';
import { readHistory, recordRelease } from './releases.ts';
import { createWorld, TARGET } from './testing/world.ts';

type Process = Awaited<ReturnType<ReturnType<typeof createWorld>['startProcess']>>;

const RELEASE: ReleaseRecord = {
  ...{ mode: 'release', verdict: 'released', owner: { repository: 'org/shop', runId: '1' } },
  ...{ startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:05:00.000Z' },
};

/** A run that was lost after it had done so much. */
async function loseRun(run: Process, { plan, cursor }: { plan?: unknown; cursor?: number }) {
  const lease = await run.hold();
  if (plan !== undefined) await writePlan(run.ports, TARGET, lease.number, plan);
  if (cursor !== undefined) await lease.setCursor(cursor);
  run.kill();
}

/** What the next run finds. */
async function look(run: Process) {
  const { before } = await run.acquire();
  const found = await findUnfinished(run.ports, TARGET, before);
  return found && { plan: found.plan, number: found.lease.number, cursor: found.lease.entry.cursor };
}

describe('unfinished work', () => {
  test('is found with its plan and how far it came', () => {
    const world = createWorld();
    return world.run(
      (async () => {
        await loseRun(await world.startProcess('1'), { plan: { to: 'green' }, cursor: 3 });
        expect(await look(await world.startProcess('2'))).toEqual({
          ...{ plan: { to: 'green' }, number: 1, cursor: 3 },
        });
      })(),
    );
  });

  test('is found behind a run that was lost before it had a plan', () => {
    const world = createWorld();
    return world.run(
      (async () => {
        await loseRun(await world.startProcess('1'), { plan: { to: 'green' }, cursor: 3 });
        await loseRun(await world.startProcess('2'), {});
        expect(await look(await world.startProcess('3'))).toMatchObject({ number: 1 });
      })(),
    );
  });

  test('is none when the last run has ended, whatever was lost before it', () => {
    const world = createWorld();
    return world.run(
      (async () => {
        await loseRun(await world.startProcess('1'), { plan: { to: 'green' }, cursor: 3 });
        await (await (await world.startProcess('2')).hold()).finish();
        expect(await look(await world.startProcess('3'))).toBeUndefined();
      })(),
    );
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'is looked for until the record shows what was written last (%i)',
    (seed) => {
      const world = createWorld({ seed, ssm: { staleReads: 0.5, staleFor: 3_000 } });
      return world.run(
        (async () => {
          const [first, next] = [await world.startProcess('1'), await world.startProcess('2')];
          const lease = await first.hold();
          await recordRelease(first.ports, TARGET, { lease, release: lease.number }, RELEASE);
          await lease.finish();
          const { before } = await next.acquire({ patience: 60_000 });
          expect(await findUnfinished(next.ports, TARGET, before)).toBeUndefined();
          const { releases } = await readHistory(next.ports, TARGET);
          expect(releases).toMatchObject([{ number: lease.number }]);
        })(),
      );
    },
  );

  test('that was begun and has lost its plan is refused, with the way out', () => {
    const world = createWorld();
    return world.run(
      (async () => {
        const lost = await world.startProcess('1');
        await loseRun(lost, { plan: { to: 'green' }, cursor: 1 });
        const next = await world.startProcess('2');
        await deleteParameters(next.ports, [planName(TARGET, 1, 1)]);
        await expect(look(next)).rejects.toMatchObject({
          message: `Lease 1 of ${TARGET} says that its plan has been begun, and the plan cannot be read.`,
          failure: {
            advice: expect.stringMatching(
              `: aws ssm put-parameter --overwrite --name ${TARGET}/lease/1 --value '{"owner".*"state":"done"}' --region eu-west-1$`,
            ),
          },
        });
      })(),
    );
  });
});
