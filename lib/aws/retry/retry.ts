import { type Clock, sleep } from '../../action/clock.ts';
import { formatDuration } from '../../action/duration.ts';
import type { Log } from '../../action/log.ts';
import type { Random } from '../../action/random.ts';
import { describeError } from '../errors/sdk-error.ts';
import { classifyError, type ErrorKind } from './classify-error.ts';

/** How long and how often one call is tried. Durations in milliseconds. */
export interface RetryPolicy {
  /** The first one counted. */
  readonly attempts: number;
  /** Longest first wait; it doubles from attempt to attempt. */
  readonly base: number;
  /** The same after throttling: AWS refills its buckets by the second. */
  readonly throttledBase: number;
  /** Longest wait. */
  readonly cap: number;
  /** No attempt begins later than this after the first. */
  readonly total: number;
}

/**
 * With the clients' 8 s limit on one attempt, a call ends within 23 s whatever happens: shorter than the margin that a
 * holder of a lease keeps.
 */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  attempts: 8,
  base: 200,
  throttledBase: 1000,
  cap: 4000,
  total: 15_000,
};

export interface RetryPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface RetryOptions {
  /** What is tried, for the log: `ECS DescribeServices`. */
  readonly what: string;
  readonly policy: RetryPolicy;
  /** Ends the waiting, with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Says no to a transient error that may not be tried again; without it all may. */
  readonly mayRepeat?: (error: unknown) => boolean;
  /** Told once, when the last attempt has failed. */
  readonly onGivingUp?: (error: unknown, tried: { attempts: number; milliseconds: number }) => void;
}

/**
 * Tries until it works: transient errors (network, throttling, 5xx) again after a wait, logged with what, why and how
 * long; permanent ones (access denied, validation) not at all.
 * @throws the last attempt's error, or the signal's reason
 */
export async function withRetries<T>(
  ports: RetryPorts,
  options: RetryOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  const { clock, random, log } = ports;
  const { what, policy, signal } = options;
  const start = clock.now();
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const kind = classifyError(error);
      const milliseconds = clock.now() - start;
      const wait = waitBefore(attempts + 1, kind, policy, random);
      const isLast = attempts >= policy.attempts || milliseconds + wait > policy.total;
      if (kind === 'permanent' || isLast || options.mayRepeat?.(error) === false) {
        options.onGivingUp?.(error, { attempts, milliseconds });
        throw error;
      }
      log.info(
        `${what} ${REASONS[kind]} (${describeError(error)}): attempt ${attempts + 1} of ${policy.attempts} in ${formatDuration(wait)}.`,
      );
      await sleep(clock, wait, signal);
    }
  }
}

const REASONS: Readonly<Record<ErrorKind, string>> = {
  throttled: 'was throttled',
  network: 'did not get through',
  server: 'failed inside AWS',
  permanent: 'failed',
};

/** Exponential with full jitter: many runs that were throttled together do not come back together. */
export function waitBefore(attempt: number, kind: ErrorKind, policy: RetryPolicy, random: Random): number {
  const base = kind === 'throttled' ? policy.throttledBase : policy.base;
  return Math.round(random.next() * Math.min(policy.cap, base * 2 ** (attempt - 2)));
}
