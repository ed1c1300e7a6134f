import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../action/clock.ts';
import { releaseName } from './names.ts';
import { readPlan, writePlan } from './plan.ts';
import type { ReleaseRecord } from './release.ts';
import {
  contractsSince,
  type History,
  previousRelease,
  readHistory,
  recordMigration,
  recordRelease,
} from './releases.ts';
import { createWorld, TARGET } from './testing/world.ts';

function released(taskDefinition: string, verdict: ReleaseRecord['verdict'] = 'released'): ReleaseRecord {
  return {
    ...{ mode: 'release', verdict, taskDefinition, liveSlot: 'green' },
    owner: { repository: 'org/shop', runId: '1' },
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T00:05:00.000Z',
  };
}

async function story(
  tell: (process: Awaited<ReturnType<ReturnType<typeof createWorld>['startProcess']>>) => Promise<void>,
  options: Parameters<typeof createWorld>[0] = { ssm: { shortPages: 0.5 } },
) {
  const world = createWorld(options);
  await world.run(world.startProcess('1').then(tell));
}

describe('the releases of a target', () => {
  test('are read newest first, by number and not by name, however short the pages are', () =>
    story(async ({ ports, hold }) => {
      for (let number = 1; number <= 12; number++) {
        const lease = await hold();
        await recordRelease(ports, TARGET, { lease, release: lease.number }, released(`web:${number}`));
        await lease.finish();
      }
      const { releases } = await readHistory(ports, TARGET);
      expect(releases.map(({ number }) => number)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    }));

  test('leave out what no version of this record has written', () =>
    story(async ({ ports, hold }) => {
      await ports.ssm.putParameter({ Name: releaseName(TARGET, 3), Value: '{"by":"hand"}', Type: 'String' });
      const lease = await hold();
      await recordRelease(ports, TARGET, { lease, release: lease.number }, released('web:1'));
      const { releases } = await readHistory(ports, TARGET);
      expect(releases.map(({ number }) => number)).toEqual([1]);
      await lease.finish();
    }));

  test('a rollback goes to the newest that was put into service and does not serve now', () => {
    const history: History = {
      releases: [
        { ...released('web:4', 'rolled-back'), number: 4 },
        { ...released('web:3'), number: 3 },
        { ...released('web:2'), number: 2 },
      ],
      migrations: [],
    };
    expect(previousRelease(history, 'web:3')?.number).toBe(2);
    expect(previousRelease(history, 'web:9')?.number).toBe(3);
    expect(previousRelease({ releases: [], migrations: [] }, 'web:3')).toBeUndefined();
  });

  test.each([1, 2, 3])('seed %i: tell every migration, also those whose releases never ended', (seed) =>
    story(
      async ({ ports, hold }) => {
        const first = await hold();
        await recordRelease(ports, TARGET, { lease: first, release: first.number }, released('web:1'));
        await recordMigration(
          ports,
          TARGET,
          { lease: first, release: 1 },
          { phase: 'expand', backup: 'one' },
        );
        await first.finish();
        const second = await hold();
        await recordMigration(
          ports,
          TARGET,
          { lease: second, release: 1 },
          { phase: 'contract', backup: 'two' },
        );
        await recordMigration(ports, TARGET, { lease: second, release: 2 }, { phase: 'contract' });
        // What was written last may not show for a moment; what stood before is never lost.
        await second.finish();
        await sleep(ports.clock, 5_000);
        const history = await readHistory(ports, TARGET);
        expect(history.releases.map(({ number }) => number)).toEqual([1]);
        expect(history.migrations).toEqual([
          { release: 2, phase: 'contract' },
          { release: 1, phase: 'contract', backup: 'two' },
          { release: 1, phase: 'expand', backup: 'one' },
        ]);
        expect(contractsSince(history, 1)).toEqual([{ release: 2, phase: 'contract' }]);
        expect(contractsSince(history, 0)).toHaveLength(2);
      },
      { seed, ssm: { shortPages: 0.5, staleReads: 0.5 } },
    ),
  );

  test('a plan is read back under its lease, and half a plan is none', () =>
    story(async ({ ports }) => {
      const plan = { rules: Array.from({ length: 30 }, (_, index) => `rule ${index}`.padEnd(300)) };
      await writePlan(ports, TARGET, 4, plan);
      expect(await readPlan(ports, TARGET, 4)).toEqual(plan);
      expect(await readPlan(ports, TARGET, 5)).toBeUndefined();
      await ports.ssm.deleteParameter({ Name: `${TARGET}/plan/4/2` });
      expect(await readPlan(ports, TARGET, 4)).toBeUndefined();
    }));
});
