import { ActionFailure } from '../../action/errors.ts';
import { describeError } from '../errors/sdk-error.ts';
import type { AcquiredLease } from './acquire-lease.ts';
import { describeOwner, type LeaseEntry, writeLeaseEntry } from './lease-entry.ts';
import { leaseName } from './names.ts';
import { writeParameter } from './parameters.ts';
import { readLease, type SeenLease } from './read-leases.ts';
import type { RecordPorts } from './record-ports.ts';
import { LEASE_TERMS, type LeaseTerms } from './terms.ts';

/** A lease while this process works under it. It renews itself until it is ended. */
export interface HeldLease {
  readonly number: number;
  /**
   * To be awaited before every write. It looks at most once in the time for which a look is trusted.
   * @throws ActionFailure when another run has taken over, or the lease could not be renewed in time
   */
  ensureHeld(): Promise<void>;
  /** Records how many writes of the plan have been begun. */
  setCursor(cursor: number): Promise<void>;
  /** Records that what the plan brings has been seen to be bad. */
  condemn(): Promise<void>;
  /** Leaves the lease to another process of this run, which has so many seconds to adopt it. */
  handOver(holdSeconds: number): Promise<void>;
  /** Ends it: whoever comes next need not wait. */
  finish(): Promise<void>;
  /** Leaves it as it stands: it expires when nobody renews it any more. */
  abandon(): void;
}

/** Starts to renew a lease that has just been acquired. */
export async function holdLease(
  ports: RecordPorts,
  target: string,
  { number, entry: acquired, writtenAt }: AcquiredLease,
  terms: LeaseTerms = LEASE_TERMS,
): Promise<HeldLease> {
  const { stopwatch, log } = ports;
  let entry: LeaseEntry = acquired;
  let renewedAt = writtenAt;
  let writing: Promise<void> = Promise.resolve();
  let stopRenewing = () => {};
  let look: { readonly at: number; readonly follower: Promise<SeenLease | undefined> } | undefined;

  /** One write at a time, in order: an older entry must not arrive after a newer one. */
  function write(change: Partial<LeaseEntry>): Promise<void> {
    entry = { ...entry, ...change };
    const text = writeLeaseEntry(entry);
    const next = writing.then(async () => {
      const begun = stopwatch.read();
      await writeParameter(ports, leaseName(target, number), text);
      renewedAt = begun;
    });
    writing = next.catch(() => {});
    return next;
  }

  function renewLater(): void {
    stopRenewing = ports.clock.after(terms.renewal, () => {
      write({}).catch((error: unknown) =>
        log.warning(`Lease ${number} of ${target} could not be renewed: ${describeError(error)}`),
      );
      renewLater();
    });
  }

  /** The lease after this one, by a look that is still to be trusted; several writes at once share one. */
  async function lookForFollower(): Promise<SeenLease | undefined> {
    const isFresh = ({ at }: { readonly at: number }) => stopwatch.read() - at <= terms.trust;
    if (!look || !isFresh(look))
      look = { at: stopwatch.read(), follower: readLease(ports, target, number + 1) };
    const own = look;
    const follower = await own.follower.catch((error: unknown) => {
      if (look === own) look = undefined;
      throw error;
    });
    // AWS may have taken so long to answer that the answer is old news.
    return follower || isFresh(own) ? follower : lookForFollower();
  }

  async function end(change: Partial<LeaseEntry>): Promise<void> {
    stopRenewing();
    await write(change);
  }

  if (entry.state === 'settling') await write({ state: 'held' });
  renewLater();
  return {
    number,
    async ensureHeld() {
      const follower = await lookForFollower();
      // Afterwards, since the reading itself may have taken long.
      const unrenewed = stopwatch.read() - renewedAt;
      const isLate = unrenewed > terms.timeToLive - terms.margin;
      if (follower || isLate) stopRenewing();
      if (follower) throw lostToAnother(target, number, follower.entry);
      if (isLate) throw lostByTime(target, number, unrenewed);
    },
    setCursor: (cursor) => write({ cursor }),
    condemn: () => write({ condemned: true }),
    handOver: (holdSeconds) => end({ state: 'handed-over', holdSeconds }),
    finish: () => end({ state: 'done' }),
    abandon: () => stopRenewing(),
  };
}

/** A run that has lost its lease changes nothing more, whatever it was doing. */
export class LeaseLost extends ActionFailure {
  override readonly name = 'LeaseLost';
}

function lostToAnother(target: string, number: number, { owner, mode }: LeaseEntry): LeaseLost {
  return new LeaseLost({
    cause: `${describeOwner(owner)} (${mode}) has taken over ${target} from this run (lease ${number}), so nothing more is changed here.`,
    advice: 'See there how it ended.',
  });
}

function lostByTime(target: string, number: number, milliseconds: number): LeaseLost {
  return new LeaseLost({
    cause: `Lease ${number} of ${target} has not been renewed for ${Math.round(milliseconds / 1000)} seconds, so another run may hold it by now and nothing more is changed here.`,
    advice: 'Run again with mode: recover when Parameter Store can be reached.',
  });
}
