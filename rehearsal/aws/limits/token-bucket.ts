/** How many calls a bucket lets through: so many at once, and so many more with every second. */
export interface BucketSize {
  readonly burst: number;
  readonly perSecond: number;
}

/** Tokens that calls take, one each. It is filled when it is asked, so an idle bucket costs no timer. */
export interface TokenBucket {
  /** Whether there is a token at this moment, in milliseconds since the epoch. */
  hasToken(now: number): boolean;
  take(now: number): void;
}

const SECOND = 1000;

/** A full bucket. Tokens come back once in every whole second, as AWS describes it. */
export function createTokenBucket({ burst, perSecond }: BucketSize, now: number): TokenBucket {
  let tokens = burst;
  let filledAt = now;

  function fill(at: number): void {
    const seconds = Math.floor((at - filledAt) / SECOND);
    if (seconds <= 0) return;
    filledAt += seconds * SECOND;
    tokens = Math.min(burst, tokens + seconds * perSecond);
  }

  return {
    hasToken(at) {
      fill(at);
      return tokens >= 1;
    },
    take(at) {
      fill(at);
      tokens -= 1;
    },
  };
}
