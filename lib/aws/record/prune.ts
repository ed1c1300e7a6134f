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
import { parseMigration, parseRelease } from './release.ts';

/** What a record holds, by number. */
export interface RecordContents {
  readonly leases: readonly number[];
  /** Lease number and chunk. */
  readonly plans: readonly (readonly [number, number])[];
  readonly releases: readonly { readonly number: number; readonly hasServed: boolean }[];
  /** Release, and the lease under which the migration was made. */
  readonly migrations: readonly {
    readonly numbers: readonly [number, number];
    readonly isContract: boolean;
  }[];
}

/** What may go, by number. */
export interface Prunable {
  readonly leases: readonly number[];
  readonly plans: readonly (readonly [number, number])[];
  readonly releases: readonly number[];
  readonly migrations: readonly (readonly [number, number])[];
}

/** So many releases can be gone back to, and so many leases are looked at. */
export const KEPT = 20;

/**
 * What may go. Leases and plans but the newest; the highest lease never, since the next number follows from it. Releases
 * that have served go by their own count: failed ones must not push out what can be gone back to. A migration
 * stays with its release, and one that bars the way back stays for as long as a release before it does.
 */
export function choosePrunable({ leases, plans, releases, migrations }: RecordContents): Prunable {
  const oldestLease = oldestKept(leases);
  const served = releases.filter(({ hasServed }) => hasServed).map(({ number }) => number);
  const oldestServed = oldestKept(served);
  const isOld = ({ number, hasServed }: { number: number; hasServed: boolean }) =>
    number < (hasServed ? oldestServed : oldestLease);
  const kept = new Set(releases.filter((release) => !isOld(release)).map(({ number }) => number));
  return {
    leases: leases.filter((number) => number < oldestLease),
    plans: plans.filter(([number]) => number < oldestLease),
    releases: releases.filter(isOld).map(({ number }) => number),
    migrations: migrations
      .filter(({ numbers: [release], isContract }) => {
        if (isContract) return release < oldestServed;
        return !kept.has(release) && release < oldestLease;
      })
      .map(({ numbers }) => numbers),
  };
}

/** The lowest of the newest numbers; 0 while there are not more than may stay. */
function oldestKept(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => b - a)[KEPT - 1] ?? 0;
}

/** Keeps the record from growing: at the end of a release, under its lease. */
export async function pruneRecord(ports: RecordPorts, target: string, lease: HeldLease): Promise<void> {
  const { leases, plans, releases, migrations } = choosePrunable(await readContents(ports, target));
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

async function readContents(ports: RecordPorts, target: string): Promise<RecordContents> {
  const list = (part: RecordPart) => listEntries(ports, target, part);
  const [leases, plans, releases] = [await list('lease'), await list('plan'), await list('releases')];
  return {
    leases: leases.flatMap(({ numbers: [number] }) => number ?? []),
    plans: plans.flatMap(({ numbers }) => pairOf(numbers)),
    releases: releases.flatMap(({ numbers: [number, second], value }) =>
      number === undefined || second !== undefined
        ? []
        : [{ number, hasServed: parseRelease(value)?.verdict === 'released' }],
    ),
    migrations: releases.flatMap(({ numbers, value }) =>
      pairOf(numbers).map((pair) => ({
        numbers: pair,
        isContract: parseMigration(value)?.phase === 'contract',
      })),
    ),
  };
}

async function listEntries(ports: RecordPorts, target: string, part: RecordPart) {
  const parameters = await readFolder(ports, folderOf(target, part));
  return parameters.flatMap(({ name, value }) => {
    const numbers = numbersIn(name, target, part);
    return numbers ? [{ numbers, value }] : [];
  });
}

function pairOf([first, second]: readonly number[]): (readonly [number, number])[] {
  return first === undefined || second === undefined ? [] : [[first, second]];
}
