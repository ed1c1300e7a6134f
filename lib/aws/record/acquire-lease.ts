import { sleep } from '../../action/clock.ts';
import { formatDuration } from '../../action/duration.ts';
import { ActionFailure } from '../../action/errors.ts';
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
    const before = highest > 0 ? await readExistingLease(ports, target, highest) : undefined;
    const { claim, last } = await awaitClaim(ports, request, before, terms);
    const state = claim.kind === 'take' ? 'settling' : 'held';
    const lease = await createLease(ports, { ...request, state }, highest + 1, last);
    if (lease && claim.kind === 'take') await settle(ports, lease, claim, terms);
    if (lease) return lease;
    highest += 1;
  }
}

/** Looks until the lease is free to follow, a higher one exists, or patience is at its end. */
async function awaitClaim(
  ports: RecordPorts,
  request: LeaseRequest,
  first: SeenLease | undefined,
  terms: LeaseTerms,
): Promise<{ readonly claim: Claim; readonly last: SeenLease | undefined }> {
  const { clock, stopwatch, signal } = ports;
  const from = stopwatch.read();
  let last = first;
  let since = from;
  for (;;) {
    const reading = last && { ...last, unchangedFor: stopwatch.read() - since };
    const claim = judgeClaim(reading, request, terms);
    if (claim.kind !== 'held' || !last || !first) return { claim, last };
    // A holder that has renewed since the first look lives.
    if (last.version !== first.version && stopwatch.read() - from >= request.patience) {
      throw heldByAnother(request.target, last);
    }
    await sleep(clock, LOOK_AGAIN_AFTER, signal);
    const next = (await readLease(ports, request.target, last.number)) ?? last;
    if (next.version !== last.version) since = stopwatch.read();
    last = next;
  }
}

/** @returns undefined when somebody else was first */
async function createLease(
  ports: RecordPorts,
  { target, owner, mode, state }: LeaseRequest & Pick<LeaseEntry, 'state'>,
  number: number,
  before: SeenLease | undefined,
): Promise<AcquiredLease | undefined> {
  const entry: LeaseEntry = { owner, nonce: createNonce(ports), mode, cursor: 0, state };
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

function createNonce({ random }: RecordPorts): string {
  return Array.from({ length: 16 }, () => Math.floor(random.next() * 256))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

function heldByAnother(target: string, { number, entry }: Pick<LeaseReading, 'number' | 'entry'>) {
  return new ActionFailure({
    cause: `${describeOwner(entry.owner)} is changing ${target} (${entry.mode}, lease ${number}), and renews its lease.`,
    advice:
      'Wait until it has ended, then run again. A rollback or a recovery may take over from it: mode: rollback, mode: recover.',
  });
}
