/** How long things of a lease last, in milliseconds. */
export interface LeaseTerms {
  /** An entry that nobody has renewed for so long has lost its holder. */
  readonly timeToLive: number;
  /** How often a holder renews. */
  readonly renewal: number;
  /** Having seen that nobody has followed is trusted for so long: several writes at once need one look. */
  readonly trust: number;
  /**
   * A holder stops writing so long before its entry expires, and a taker waits so long before it acts. It exceeds the
   * longest call with its retries (23 s) after the oldest look that is trusted, so no write of the one before is still
   * under way.
   */
  readonly margin: number;
}

export const LEASE_TERMS: LeaseTerms = { timeToLive: 90_000, renewal: 20_000, trust: 5_000, margin: 30_000 };
