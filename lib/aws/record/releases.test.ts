import { describe, expect, test } from '@jest/globals';
import { releaseName } from './names.ts';
import { readPlan, writePlan } from './plan.ts';
import type { ReleaseRecord } from './release.ts';
import { previousRelease, readReleases, recordMigration, recordRelease } from './releases.ts';
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
) {
  const world = createWorld({ ssm: { shortPages: 0.5 } });
  await world.run(world.startProcess('1').then(tell));
}

describe('the releases of a target', () => {
  test('are read newest first, by number and not by name, however short the pages are', () =>
    story(async ({ ports, hold }) => {
      for (let number = 1; number <= 12; number++) {
        const lease = await hold();
        await recordRelease(ports, TARGET, lease, released(`web:${number}`));
        await lease.finish();
      }
      const releases = await readReleases(ports, TARGET);
      expect(releases.map(({ number }) => number)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    }));

  test('leave out what no version of this record has written', () =>
    story(async ({ ports, hold }) => {
      await ports.ssm.putParameter({ Name: releaseName(TARGET, 3), Value: '{"by":"hand"}', Type: 'String' });
      const lease = await hold();
      await recordRelease(ports, TARGET, lease, released('web:1'));
      expect((await readReleases(ports, TARGET)).map(({ number }) => number)).toEqual([1]);
      await lease.finish();
    }));

  test('a rollback goes to the newest that was put into service and does not serve now', () => {
    const releases = [
      { ...released('web:4', 'rolled-back'), number: 4 },
      { ...released('web:3'), number: 3 },
      { ...released('web:2'), number: 2 },
    ];
    expect(previousRelease(releases, 'web:3')?.number).toBe(2);
    expect(previousRelease(releases, 'web:9')?.number).toBe(3);
    expect(previousRelease([], 'web:3')).toBeUndefined();
  });

  test('take what a migration has done, also afterwards; a contract phase is never taken back', () =>
    story(async ({ ports, hold }) => {
      const lease = await hold();
      await recordRelease(ports, TARGET, lease, released('web:1'));
      const at = { lease, release: 1 };
      await recordMigration(ports, TARGET, at, { phase: 'contract', backup: 'before-1' });
      await recordMigration(ports, TARGET, at, { phase: 'expand', backup: 'before-2' });
      const [release] = await readReleases(ports, TARGET);
      expect(release?.migration).toEqual({ phase: 'contract', backup: 'before-2' });
      await expect(
        recordMigration(ports, TARGET, { lease, release: 9 }, { phase: 'expand' }),
      ).rejects.toThrow('/platform/shop/production/web has no release 9');
      await lease.finish();
    }));

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
