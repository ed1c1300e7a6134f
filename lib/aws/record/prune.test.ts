import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { folderOf } from './names.ts';
import { readFolder } from './parameters.ts';
import { choosePrunable, KEPT, pruneRecord } from './prune.ts';
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

const releases = fc.uniqueArray(
  fc.record({ number: fc.integer({ min: 1, max: 200 }), hasServed: fc.boolean() }),
  { selector: ({ number }) => number, maxLength: 120 },
);
const migrations = fc.array(
  fc.record({
    numbers: fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 })),
    isContract: fc.boolean(),
  }),
  { maxLength: 60 },
);

describe('choosePrunable', () => {
  test('keeps the newest leases with their plans', () => {
    fc.assert(
      fc.property(numbers, numbers, (leases, plans) => {
        const pruned = choosePrunable({
          ...{ leases, releases: [], migrations: [] },
          plans: plans.map((number) => [number, 1] as const),
        });
        const kept = leases.filter((number) => !pruned.leases.includes(number));
        expect(kept).toHaveLength(Math.min(leases.length, KEPT));
        const oldest = kept.length < KEPT ? 0 : Math.min(...kept);
        for (const gone of pruned.leases) expect(gone).toBeLessThan(oldest);
        expect(pruned.plans).toEqual(plans.filter((number) => number < oldest).map((number) => [number, 1]));
      }),
    );
  });

  test('keeps the newest releases that have served, however many have failed since, and what bars the way to them', () => {
    fc.assert(
      fc.property(numbers, releases, migrations, (leases, all, made) => {
        const pruned = choosePrunable({ leases, plans: [], releases: all, migrations: made });
        const kept = all.filter(({ number }) => !pruned.releases.includes(number));
        const served = kept.filter(({ hasServed }) => hasServed).map(({ number }) => number);
        expect(served).toHaveLength(Math.min(all.filter(({ hasServed }) => hasServed).length, KEPT));
        const oldest = Math.min(...served);
        for (const { number, hasServed } of all) {
          if (hasServed && !served.includes(number)) expect(number).toBeLessThan(oldest);
        }
        const contracts = made.filter(
          ({ isContract, numbers: [release] }) => isContract && release >= oldest,
        );
        for (const { numbers: pair } of contracts) expect(pruned.migrations).not.toContainEqual(pair);
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
        await recordRelease(process.ports, TARGET, { lease, release: lease.number }, RELEASE);
        await recordMigration(process.ports, TARGET, { lease, release }, { phase: 'expand' });
        await pruneRecord(process.ports, TARGET, lease);
        await lease.finish();
        callsOf.push(calls.length - before);
      }
      const { ports } = await startProcess('reader');
      expect(await readFolder(ports, folderOf(TARGET, 'lease'))).toHaveLength(KEPT);
      expect(await readFolder(ports, folderOf(TARGET, 'releases'))).toHaveLength(2 * KEPT);
    })(),
  );
  expect(callsOf[49]).toBe(callsOf[25]);
});
