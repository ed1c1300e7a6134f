import type { HeldLease } from './hold-lease.ts';
import {
  folderOf,
  leaseName,
  migrationName,
  numbersIn,
  planName,
  type RecordPart,
  releaseName,
} from './names.ts';
import { deleteParameters, readFolder } from './parameters.ts';
import type { RecordPorts } from './record-ports.ts';

/** What a record holds, by number. */
export interface RecordContents {
  readonly leases: readonly number[];
  /** Lease number and chunk. */
  readonly plans: readonly (readonly [number, number])[];
  readonly releases: readonly number[];
  /** Release and the lease under which the migration was made. */
  readonly migrations: readonly (readonly [number, number])[];
}

/** So many releases can be gone back to. */
export const RELEASES_KEPT = 20;

/**
 * What may go: all releases but the newest, and the leases, plans and migrations that are older than every release that
 * stays. The highest lease never goes, since the next number follows from it.
 */
export function choosePrunable({ leases, plans, releases, migrations }: RecordContents): RecordContents {
  const newestFirst = [...releases].sort((a, b) => b - a);
  const oldestKept = newestFirst[RELEASES_KEPT - 1];
  if (oldestKept === undefined) return { leases: [], plans: [], releases: [], migrations: [] };
  const highest = Math.max(...leases);
  return {
    leases: leases.filter((number) => number < oldestKept && number !== highest),
    plans: plans.filter(([number]) => number < oldestKept),
    releases: newestFirst.slice(RELEASES_KEPT),
    migrations: migrations.filter(([release]) => release < oldestKept),
  };
}

/** Keeps the record from growing: at the end of a release, under its lease. */
export async function pruneRecord(ports: RecordPorts, target: string, lease: HeldLease): Promise<void> {
  const ofReleases = await listNumbers(ports, target, 'releases');
  const { leases, plans, releases, migrations } = choosePrunable({
    leases: singles(await listNumbers(ports, target, 'lease')),
    plans: pairs(await listNumbers(ports, target, 'plan')),
    releases: singles(ofReleases),
    migrations: pairs(ofReleases),
  });
  const names = [
    ...releases.map((number) => releaseName(target, number)),
    ...migrations.map(([release, number]) => migrationName(target, release, number)),
    ...plans.map(([number, index]) => planName(target, number, index)),
    // Last, and oldest first: a lease that is left keeps everything above it in order.
    ...[...leases].sort((a, b) => a - b).map((number) => leaseName(target, number)),
  ];
  if (names.length === 0) return;
  await lease.ensureHeld();
  await deleteParameters(ports, names);
}

async function listNumbers(ports: RecordPorts, target: string, part: RecordPart) {
  const parameters = await readFolder(ports, folderOf(target, part));
  return parameters.flatMap(({ name }) => {
    const numbers = numbersIn(name, target, part);
    return numbers ? [numbers] : [];
  });
}

function singles(numbers: readonly (readonly number[])[]): number[] {
  return numbers.flatMap(([number, second]) =>
    number === undefined || second !== undefined ? [] : [number],
  );
}

function pairs(numbers: readonly (readonly number[])[]): (readonly [number, number])[] {
  return numbers.flatMap(([first, second]) =>
    first === undefined || second === undefined ? [] : [[first, second] as const],
  );
}
