import { isSameOwner, type LeaseEntry, type Owner } from './lease-entry.ts';
import type { LeaseTerms } from './terms.ts';

/** The highest lease of a target as it was seen. */
export interface LeaseReading {
  readonly number: number;
  readonly entry: LeaseEntry;
  readonly version: number;
  /** Milliseconds since it was written, by AWS's clock. */
  readonly age: number | undefined;
  /** For how long it has been seen in this version, in milliseconds, by the taker's own stopwatch. */
  readonly unchangedFor: number;
}

export interface Claimant {
  readonly owner: Owner;
  /** Whether it may take a lease from a holder that lives: rollbacks and recoveries may. */
  readonly mayPreempt: boolean;
}

/**
 * What a claimant may do about the highest lease: create the next number at once (`free`), create it and wait a margin
 * before it acts (`take`), or nothing yet (`held`).
 */
export type Claim =
  | { readonly kind: 'free' }
  | { readonly kind: 'take'; readonly why: 'expired' | 'pre-empted' | 'unsettled' }
  | { readonly kind: 'held' };

/** Decides by what has been seen. A wrong reading costs time alone: whether the next number can be created decides. */
export function judgeClaim(highest: LeaseReading, { owner, mayPreempt }: Claimant, terms: LeaseTerms): Claim {
  if (highest.entry.state === 'done') return { kind: 'free' };
  if (isSameOwner(highest.entry.owner, owner)) {
    // The steps of one pipeline are processes of one run, which come one after the other.
    return highest.entry.state === 'settling' ? { kind: 'take', why: 'unsettled' } : { kind: 'free' };
  }
  if (hasExpired(highest, terms)) return { kind: 'take', why: 'expired' };
  return mayPreempt ? { kind: 'take', why: 'pre-empted' } : { kind: 'held' };
}

/** Never by this machine's date: either AWS's own two times, or the time that has passed here since the first look. */
function hasExpired({ entry, age, unchangedFor }: LeaseReading, { timeToLive }: LeaseTerms): boolean {
  const limit = entry.state === 'handed-over' ? (entry.holdSeconds ?? 0) * 1000 : timeToLive;
  return unchangedFor >= limit || (age !== undefined && age >= limit);
}
