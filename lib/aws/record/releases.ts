import { ActionFailure } from '../../action/errors.ts';
import type { HeldLease } from './hold-lease.ts';
import { folderOf, numbersIn, releaseName } from './names.ts';
import { readFolder, readParameter, writeParameter } from './parameters.ts';
import type { RecordPorts } from './record-ports.ts';
import { type Migration, parseRelease, type ReleaseRecord } from './release.ts';

export interface NumberedRelease extends ReleaseRecord {
  readonly number: number;
}

/** The recorded releases of a target, newest first. Entries of another version of the record are left out. */
export async function readReleases(ports: RecordPorts, target: string): Promise<NumberedRelease[]> {
  const parameters = await readFolder(ports, folderOf(target, 'releases'));
  return parameters
    .flatMap(({ name, value }) => {
      const [number] = numbersIn(name, target, 'releases') ?? [];
      const release = parseRelease(value);
      return number === undefined || !release ? [] : [{ ...release, number }];
    })
    .sort((a, b) => b.number - a.number);
}

/** The newest release that has put a version into service, other than the given one; what a rollback goes back to. */
export function previousRelease(
  releases: readonly NumberedRelease[],
  liveTaskDefinition: string | undefined,
): NumberedRelease | undefined {
  return releases.find(
    ({ verdict, taskDefinition }) => verdict === 'released' && taskDefinition !== liveTaskDefinition,
  );
}

/** Records how the release under a lease has ended. */
export async function recordRelease(
  ports: RecordPorts,
  target: string,
  lease: HeldLease,
  release: ReleaseRecord,
): Promise<void> {
  await lease.ensureHeld();
  await writeParameter(ports, releaseName(target, lease.number), JSON.stringify(release));
}

/**
 * Adds what a migration has done to a release that is recorded, be it finished or not. A contract phase is never taken
 * back: another one may follow, and the way back stays closed.
 * @param lease under which it is done; the release may be another's
 * @throws ActionFailure when the target has no such release
 */
export async function recordMigration(
  ports: RecordPorts,
  target: string,
  { lease, release }: { readonly lease: HeldLease; readonly release: number },
  migration: Migration,
): Promise<void> {
  await lease.ensureHeld();
  const name = releaseName(target, release);
  const found = await readParameter(ports, name);
  const record = found && parseRelease(found.value);
  if (!record) {
    throw new ActionFailure({
      cause: `${target} has no release ${release} to which a migration could be added.`,
      advice: `List the releases with: aws ssm get-parameters-by-path --path ${folderOf(target, 'releases')}`,
    });
  }
  const phase = record.migration?.phase === 'contract' ? 'contract' : migration.phase;
  const merged: Migration = { ...record.migration, ...migration, phase };
  await writeParameter(ports, name, JSON.stringify({ ...record, migration: merged }));
}
