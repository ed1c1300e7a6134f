import type { HeldLease } from './hold-lease.ts';
import { folderOf, migrationName, numbersIn, releaseName } from './names.ts';
import { type ParameterPorts, readFolder, writeParameter } from './parameters.ts';
import type { RecordPorts } from './record-ports.ts';
import { type Migration, parseMigration, parseRelease, type ReleaseRecord } from './release.ts';

export interface NumberedRelease extends ReleaseRecord {
  readonly number: number;
}

/** A migration and the release it was made for, which may never have ended. */
export interface NumberedMigration extends Migration {
  readonly release: number;
}

/** What has been done to a target, newest first. */
export interface History {
  readonly releases: readonly NumberedRelease[];
  readonly migrations: readonly NumberedMigration[];
}

/** Reads the recorded releases and migrations. Entries of another version of the record are left out. */
export async function readHistory(ports: ParameterPorts, target: string): Promise<History> {
  const parameters = await readFolder(ports, folderOf(target, 'releases'));
  const entries = parameters
    .map(({ name, value }) => ({ numbers: numbersIn(name, target, 'releases') ?? [], value }))
    .sort((a, b) => compare(b.numbers, a.numbers));
  return {
    releases: entries.flatMap(({ numbers: [number, lease], value }) => {
      const release = lease === undefined ? parseRelease(value) : undefined;
      return number === undefined || !release ? [] : [{ ...release, number }];
    }),
    migrations: entries.flatMap(({ numbers: [release, lease], value }) => {
      const migration = lease === undefined ? undefined : parseMigration(value);
      return release === undefined || !migration ? [] : [{ ...migration, release }];
    }),
  };
}

/**
 * The newest release that has put a version into service which does not serve now, and from which nobody has gone back
 * since: what a rollback goes back to.
 */
export function previousRelease(
  { releases }: History,
  liveTaskDefinition: string | undefined,
): NumberedRelease | undefined {
  const left = new Set<string | undefined>([liveTaskDefinition]);
  for (const release of releases) {
    if (release.verdict !== 'released') continue;
    if (!left.has(release.taskDefinition)) return release;
    if (release.mode === 'rollback') left.add(release.previousTaskDefinition);
  }
  return undefined;
}

/** Migrations after a release that its version cannot live with, be their own releases finished or not. */
export function contractsSince({ migrations }: History, release: number): NumberedMigration[] {
  return migrations.filter((migration) => migration.phase === 'contract' && migration.release > release);
}

/** The release that is written about, and the lease under which that is done: perhaps a later one than its own. */
export interface RecordWrite {
  readonly lease: HeldLease;
  /** Its number: that of the lease under which it was planned. */
  readonly release: number;
}

/** Records how a release has ended. */
export async function recordRelease(
  ports: RecordPorts,
  target: string,
  { lease, release }: RecordWrite,
  record: ReleaseRecord,
): Promise<void> {
  await lease.ensureHeld();
  await writeParameter(ports, releaseName(target, release), JSON.stringify(record));
}

/**
 * Records what a migration has done for a release, be that finished or not. Each lease writes an entry of its own: a
 * reading may be a moment old, so adding to an entry could lose what it said, and with it that there is no way back.
 */
export async function recordMigration(
  ports: RecordPorts,
  target: string,
  { lease, release }: RecordWrite,
  migration: Migration,
): Promise<void> {
  await lease.ensureHeld();
  await writeParameter(ports, migrationName(target, release, lease.number), JSON.stringify(migration));
}

function compare(a: readonly number[], b: readonly number[]): number {
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
}
