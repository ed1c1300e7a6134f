import { describeError } from '../../../../lib/aws/errors/sdk-error.ts';
import { acquireLease } from '../../../../lib/aws/record/acquire-lease.ts';
import { findUnfinished, type Unfinished } from '../../../../lib/aws/record/find-unfinished.ts';
import { type HeldLease, holdLease, LeaseLost } from '../../../../lib/aws/record/hold-lease.ts';
import { writePlan } from '../../../../lib/aws/record/plan.ts';
import type { RecordPorts } from '../../../../lib/aws/record/record-ports.ts';
import { type Ports, uncancelled } from '../ports.ts';
import { NO_JOURNAL, type WritePorts } from './journal.ts';
import { withRecord } from './read-record.ts';

/** A record that this run may write. */
export interface OpenRecord {
  readonly target: string;
  readonly lease: HeldLease;
  /** Not cancelled with the job: what a cancelled run undoes is recorded too. */
  readonly ports: RecordPorts;
  /** What the run before has left unfinished. */
  readonly unfinished: Unfinished | undefined;
  /** Records what this run is going to do: before the first change. From then on a later run has to recover it. */
  plan(document: unknown): Promise<void>;
}

export interface LeaseUse {
  /** Below which name releases are recorded; undefined for `record: none`. */
  readonly record: string | undefined;
  readonly mode: string;
  /** Whether the target may be taken from a run that lives. */
  readonly mayPreempt: boolean;
}

/** What was done under a lease. */
export interface Done<Result> {
  readonly result: Result;
  /** Whether something is left that a later run has to recover, or this run's next mode has to go on with. */
  readonly isUnfinished: boolean;
  /** How long nobody else may take it over, in milliseconds; 0 or absent for not at all. */
  readonly keptFor?: number;
}

/**
 * Works as the only run that may change the target, and leaves the lease so that the next one knows what it finds.
 * @param work gets no record for `record: none`
 * @throws ActionFailure when another run holds the target; whatever the work throws
 */
export async function underLease<Result>(
  { record, mode, mayPreempt }: LeaseUse,
  ports: Ports,
  work: (ports: WritePorts, open: OpenRecord | undefined) => Promise<Done<Result>>,
): Promise<Result> {
  if (record === undefined) return (await work({ ...ports, journal: NO_JOURNAL }, undefined)).result;
  const recordPorts = await withRecord(ports);
  const { owner } = ports;
  const acquired = await acquireLease(recordPorts, { target: record, owner, mode, mayPreempt, patience: 0 });
  const free = uncancelled(recordPorts);
  const lease = await holdLease(free, record, acquired);
  let isPlanned = false;
  async function plan(document: unknown): Promise<void> {
    // Another may have taken over while this run waited and looked: it must not find plans that nobody will follow.
    await lease.ensureHeld();
    isPlanned = true;
    await writePlan(free, record ?? '', lease.number, document);
  }
  const journal = { ensureHeld: lease.ensureHeld, begin: lease.setCursor, condemn: lease.condemn };
  const { before } = acquired;
  let isUnfinished = before !== undefined && before.entry.state !== 'done';
  let keptFor = 0;
  try {
    const unfinished = await findUnfinished(recordPorts, record, before);
    isUnfinished = unfinished !== undefined;
    const done = await work({ ...ports, journal }, { target: record, lease, ports: free, unfinished, plan });
    ({ isUnfinished, keptFor = 0 } = done);
    return done.result;
  } catch (error) {
    isUnfinished ||= isPlanned;
    throw error;
  } finally {
    await leave(lease, { isUnfinished, keptFor }, ports);
  }
}

/** An end that cannot be recorded costs the next run a wait until the lease expires, and nothing else. */
async function leave(
  lease: HeldLease,
  { isUnfinished, keptFor }: { readonly isUnfinished: boolean; readonly keptFor: number },
  { log }: Ports,
): Promise<void> {
  try {
    // Another run may have taken over, and what it finds here must not look as if it had ended.
    await lease.ensureHeld();
    await (isUnfinished ? lease.handOver(Math.ceil(keptFor / 1_000)) : lease.finish());
  } catch (error) {
    lease.abandon();
    if (error instanceof LeaseLost) return;
    log.warning(
      `Lease ${lease.number} could not be ended, so the next run has to wait until it expires: ${describeError(error)}`,
    );
  }
}
