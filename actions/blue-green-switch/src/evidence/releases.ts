import type { NumberedRelease } from '../../../../lib/aws/record/releases.ts';
import type { Surroundings } from '../ports.ts';
import { readHistoryOf } from '../record/read-record.ts';
import { readAtEnd, type Unread } from './read-at-end.ts';

/** What the record knows when a run is over, or why that is not known. */
export type Releases =
  /** Newest first. */
  | { readonly kind: 'read'; readonly releases: readonly NumberedRelease[] }
  | { readonly kind: 'not-kept' }
  | Unread;

/** Reads the releases of a record. */
export async function readReleases(record: string | undefined, ports: Surroundings): Promise<Releases> {
  if (record === undefined) return { kind: 'not-kept' };
  return readAtEnd(ports, 'Reading the record', async (signal) => {
    const { releases } = await readHistoryOf(record, { ...ports, signal });
    return { kind: 'read' as const, releases };
  });
}

/** The same with those that this run has recorded itself: a reading may be from before that. */
export function withOwnReleases(
  releases: readonly NumberedRelease[],
  own: readonly NumberedRelease[],
): readonly NumberedRelease[] {
  const others = releases.filter(({ number }) => own.every((release) => release.number !== number));
  return [...own, ...others].sort((a, b) => b.number - a.number);
}
