import { sleep } from '../../action/clock.ts';
import { formatDuration } from '../../action/duration.ts';
import { ActionFailure } from '../../action/errors.ts';
import { randomHex } from '../../action/random.ts';
import { type Claim, type Claimant, judgeClaim, type LeaseReading } from './claim.ts';
import { describeOwner, type LeaseEntry, writeLeaseEntry } from './lease-entry.ts';
import { leaseName } from './names.ts';
import { createParameter } from './parameters.ts';
import { readExistingLease, readHighestNumber, readLease, type SeenLease } from './read-leases.ts';
import type { RecordPorts } from './record-ports.ts';
import { LEASE_TERMS, type LeaseTerms } from './terms.ts';

export interface LeaseRequest extends Claimant {
  /** Name of the target's parameter; the record lies below it. */
  readonly target: string;
  /** What the holder is going to do, as the entry tells others: `release`. */
  readonly mode: string;
  /** How long to wait for a holder that lives, in milliseconds. */
  readonly patience: number;
  readonly terms?: LeaseTerms;
}

/** A lease that this process has created. */
export interface AcquiredLease {
  readonly number: number;
  readonly entry: LeaseEntry;
  /** By the stopwatch, in milliseconds: from when its time to live counts. */
  readonly writtenAt: number;
  /** The lease before, as it was when this one was created; undefined for the first of a target. */
  readonly before: SeenLease | undefined;
}

/** Between two looks at a lease that another run holds, in milliseconds. */
const LOOK_AGAIN_AFTER = 5_000;

/**
 * Makes this process the one that may change the target, by creating the next lease. When it was taken from another
 * holder, a margin has passed since: no write of the other is under way any more, and what is read now is what counts.
 * @throws ActionFailure when another run holds the target and lives
 */
export async function acquireLease(ports: RecordPorts, request: LeaseRequest): Promise<AcquiredLease> {
  const { target, terms = LEASE_TERMS } = request;
  let highest = await readHighestNumber(ports, target);
  for (;;) {
    const { claim, before } = await awaitClaim(ports, request, highest, terms);
    const number = (before?.number ?? 0) + 1;
    const state = claim.kind === 'take' ? 'settling' : 'held';
    const lease = await createLease(ports, { ...request, state }, number, before);
    if (lease && claim.kind === 'take') await settle(ports, lease, claim, terms);
    if (lease) return lease;
    highest = number;
  }
}

/** Looks until the highest lease is free to follow, or patience is at its end. */
async function awaitClaim(
  ports: RecordPorts,
  request: LeaseRequest,
  highest: number,
  terms: LeaseTerms,
): Promise<{ readonly claim: Claim; readonly before: SeenLease | undefined }> {
  const { clock, stopwatch, signal } = ports;
  if (highest === 0) return { claim: { kind: 'free' }, before: undefined };
  const from = stopwatch.read();
  let since = from;
  let first = await readExistingLease(ports, request.target, highest);
  let last = first;
  for (;;) {
    const claim = judgeClaim({ ...last, unchangedFor: stopwatch.read() - since }, request, terms);
    if (claim.kind !== 'held') return { claim, before: last };
    const isOver = stopwatch.read() - from >= request.patience;
    if (isOver && isKept(last, first)) throw heldByAnother(request.target, last);
    await sleep(clock, LOOK_AGAIN_AFTER, signal);
    const next = await readNewest(ports, request.target, last);
    if (next.number !== last.number) first = next;
    if (next.number !== last.number || next.version !== last.version) since = stopwatch.read();
    last = next;
  }
}

/** The lease that has followed meanwhile, or the same one as it is now. */
async function readNewest(ports: RecordPorts, target: string, last: SeenLease): Promise<SeenLease> {
  const follower = await readLease(ports, target, last.number + 1);
  return follower ?? (await readLease(ports, target, last.number)) ?? last;
}

/** A holder that has renewed since the first look lives; a lease that was handed over is kept for its run as it stands. */
function isKept(last: SeenLease, first: SeenLease): boolean {
  return last.version !== first.version || last.entry.state === 'handed-over';
}

/** @returns undefined when somebody else was first */
async function createLease(
  ports: RecordPorts,
  { target, owner, mode, state }: LeaseRequest & Pick<LeaseEntry, 'state'>,
  number: number,
  before: SeenLease | undefined,
): Promise<AcquiredLease | undefined> {
  const entry: LeaseEntry = { owner, nonce: randomHex(ports.random, 16), mode, cursor: 0, state };
  const writtenAt = ports.stopwatch.read();
  const lease = { number, entry, writtenAt, before };
  if (await createParameter(ports, leaseName(target, number), writeLeaseEntry(entry))) return lease;
  // It may be this very call's own: the answer to an earlier attempt was lost.
  const existing = await readExistingLease(ports, target, number);
  return existing.entry.nonce === entry.nonce ? lease : undefined;
}

/** Waits until nothing that the holder before has sent can still take effect. */
async function settle(
  { clock, log, signal }: RecordPorts,
  { number, before }: AcquiredLease,
  claim: Extract<Claim, { kind: 'take' }>,
  { margin }: LeaseTerms,
): Promise<void> {
  const whose = before ? describeOwner(before.entry.owner) : 'nobody';
  log.info(
    `Lease ${number} was taken from ${whose} (${claim.why}); in ${formatDuration(margin)} nothing of it is under way any more.`,
  );
  await sleep(clock, margin, signal);
}

function heldByAnother(target: string, { number, entry }: Pick<LeaseReading, 'number' | 'entry'>) {
  return new ActionFailure({
    cause: `${describeOwner(entry.owner)} is changing ${target} (${entry.mode}, lease ${number}), and ${describeHold(entry)}.`,
    advice:
      'Wait until it has ended, then run again. A rollback or a recovery may take over from it: mode: rollback, mode: recover.',
  });
}

function describeHold({ state, holdSeconds = 0 }: LeaseEntry): string {
  if (state !== 'handed-over') return 'renews its lease';
  return `has up to ${formatDuration(holdSeconds * 1000)} to go on in its next step`;
}
