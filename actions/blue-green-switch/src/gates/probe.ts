import type { Probe } from './probe-gate.ts';

/** A request that takes longer has failed: a visitor would have left. */
const TIMEOUT_MILLISECONDS = 5_000;

/**
 * Requests over the network, each on a connection of its own: an old one may stay with the node it began on. Redirects
 * are followed: one that the load balancer itself answers with says nothing about the version behind it.
 */
export const probeOverHttp: Probe = async (url, signal) => {
  try {
    const response = await fetch(url, {
      headers: { connection: 'close', 'user-agent': 'platform-actions blue-green-switch' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]),
    });
    await response.arrayBuffer();
    return { kind: 'answered', status: response.status };
  } catch (error) {
    return { kind: 'unanswered', reason: reasonOf(error) };
  }
};

/** What `fetch` throws, as far as it is read here. */
interface Thrown {
  readonly name?: string;
  readonly message?: string;
  /** What happened to the connection, or, for a name with several addresses, to each. */
  readonly cause?: { readonly message?: string; readonly errors?: readonly { readonly message?: string }[] };
}

/** `fetch` hides what happened to the connection in the cause of a plain "fetch failed". */
export function reasonOf(thrown: unknown): string {
  const { name, message, cause } = thrown as Thrown;
  if (name === 'TimeoutError') return `no answer within ${TIMEOUT_MILLISECONDS / 1000} s`;
  return cause?.message || cause?.errors?.[0]?.message || message || 'no answer';
}
