import { releaseName } from '../../../../lib/aws/record/names.ts';
import { readParameter } from '../../../../lib/aws/record/parameters.ts';
import type { RecordPorts } from '../../../../lib/aws/record/record-ports.ts';
import type { RecordedStickiness } from '../../../../lib/aws/record/release.ts';
import { type NumberedRelease, readHistory } from '../../../../lib/aws/record/releases.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import type { LeftOff } from '../plan/stickiness.ts';
import type { Ports } from '../ports.ts';
import { withRecord } from './read-record.ts';

/** Group stickiness that an earlier run has turned off and not put back. */
export interface RecordedLeftOff extends LeftOff {
  /** The release that tells. */
  readonly release: NumberedRelease;
}

/** A slot without weight that an earlier run has left with its tasks, for clients whose cookies lead to it. */
export interface RecordedKept {
  readonly slot: SlotName;
  /** Number of the lease under which the plan stands by which it is parked. */
  readonly plan: number;
  /** From when on at the latest only cookies lead there, by the stopwatch. */
  readonly since: number;
  /** The release that tells. */
  readonly release: NumberedRelease;
}

/** What earlier runs have left of cookies to whoever comes next. */
export interface LeftBehind {
  /** Undefined when nothing is off. */
  readonly leftOff: RecordedLeftOff | undefined;
  /** Undefined when no slot is kept. It may have been parked or released to by hand since. */
  readonly kept: RecordedKept | undefined;
}

export const NOTHING_LEFT: LeftBehind = { leftOff: undefined, kept: undefined };

/** What the record tells of it. Only reads. */
export async function readLeftBehind(record: string | undefined, ports: Ports): Promise<LeftBehind> {
  if (record === undefined) return NOTHING_LEFT;
  const recordPorts = await withRecord(ports);
  const { releases } = await readHistory(recordPorts, record);
  const writtenAt = (release: NumberedRelease) => readWrittenAt(recordPorts, record, release, ports);
  const off = releases.find(({ stickiness }) => stickiness !== undefined);
  const kept = findKept(releases);
  return {
    leftOff: off?.stickiness?.off.length ? await toLeftOff(off, off.stickiness, writtenAt) : undefined,
    kept: kept?.stickiness?.kept && {
      ...{ ...kept.stickiness.kept, release: kept },
      since: await writtenAt(kept),
    },
  };
}

/**
 * The release that tells of a slot that is kept, newest first; undefined when none does. One that did not end well has
 * left the slot as it was, or has put another version on it.
 */
export function findKept(releases: readonly NumberedRelease[]): NumberedRelease | undefined {
  const newest = releases.find(({ verdict, stickiness }) => verdict === 'released' || stickiness?.kept);
  return newest?.stickiness?.kept && newest;
}

type WrittenAt = (release: NumberedRelease) => Promise<number>;

async function toLeftOff(
  release: NumberedRelease,
  { off, cookiesLast }: RecordedStickiness,
  writtenAt: WrittenAt,
): Promise<RecordedLeftOff> {
  return { release, rules: off, until: (await writtenAt(release)) + 1_000 * cookiesLast };
}

/** By the stopwatch. */
async function readWrittenAt(
  recordPorts: RecordPorts,
  record: string,
  { number }: NumberedRelease,
  { stopwatch }: Ports,
): Promise<number> {
  // Both times are AWS's own: the machine that wrote the entry may have had another clock.
  const { age = 0 } = (await readParameter(recordPorts, releaseName(record, number))) ?? {};
  return stopwatch.read() - age;
}

/** The same as a release's entry tells it. */
export function toRecordedStickiness(
  { rules, until }: LeftOff,
  stopwatch: Ports['stopwatch'],
): RecordedStickiness {
  const left = rules.length === 0 ? 0 : Math.max(0, until - stopwatch.read());
  return {
    off: rules.map(({ ruleArn, seconds }) => ({ ruleArn, seconds })),
    cookiesLast: Math.ceil(left / 1_000),
  };
}
