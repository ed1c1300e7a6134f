import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { folderOf } from './names.ts';
import { readFolder } from './parameters.ts';
import { choosePrunable, pruneRecord, RELEASES_KEPT } from './prune.ts';
import type { ReleaseRecord } from './release.ts';
import { recordMigration, recordRelease } from './releases.ts';
import { createWorld, TARGET } from './testing/world.ts';

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 80 });

const RELEASE: ReleaseRecord = {
  mode: 'release',
  verdict: 'released',
  owner: { repository: 'org/shop', runId: '1' },
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:05:00.000Z',
};

describe('choosePrunable', () => {
  test('keeps the newest releases, everything as new as they are, and the highest lease', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (leases, plans, releases) => {
        const pruned = choosePrunable({
          ...{ leases, releases },
          plans: plans.map((number) => [number, 1]),
          migrations: plans.map((number) => [number, number + 1]),
        });
        const kept = releases.filter((number) => !pruned.releases.includes(number)).sort((a, b) => a - b);
        expect(kept).toHaveLength(Math.min(releases.length, RELEASES_KEPT));
        for (const gone of pruned.releases) expect(gone).toBeLessThan(Math.min(...kept));
        const oldest = kept.length < RELEASES_KEPT ? 0 : Math.min(...kept);
        for (const number of leases) {
          const isGone = number < oldest && number !== Math.max(...leases);
          expect(pruned.leases.includes(number)).toBe(isGone);
        }
        for (const number of plans) {
          expect(pruned.plans.some(([plan]) => plan === number)).toBe(number < oldest);
          expect(pruned.migrations.some(([release]) => release === number)).toBe(number < oldest);
        }
      }),
    );
  });
});

test('a record of many releases stays as large as one of a few, and costs no more calls', async () => {
  const { run, calls, startProcess } = createWorld();
  const callsOf: number[] = [];
  await run(
    (async () => {
      for (let release = 1; release <= 50; release++) {
        const process = await startProcess(String(release));
        const before = calls.length;
        const lease = await process.hold();
        await recordRelease(process.ports, TARGET, lease, RELEASE);
        await recordMigration(process.ports, TARGET, { lease, release }, { phase: 'expand' });
        await pruneRecord(process.ports, TARGET, lease);
        await lease.finish();
        callsOf.push(calls.length - before);
      }
      const { ports } = await startProcess('reader');
      expect(await readFolder(ports, folderOf(TARGET, 'lease'))).toHaveLength(RELEASES_KEPT);
      expect(await readFolder(ports, folderOf(TARGET, 'releases'))).toHaveLength(2 * RELEASES_KEPT);
    })(),
  );
  expect(callsOf[49]).toBe(callsOf[25]);
});
