import type { Probe } from './probe-gate.ts';

/** A request that takes longer has failed: a visitor would have left. */
const TIMEOUT_MILLISECONDS = 5_000;

/** Requests over the network, each on a connection of its own: an old one may stay with the node it began on. */
export const probeOverHttp: Probe = async (url, signal) => {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { connection: 'close', 'user-agent': 'platform-actions blue-green-switch' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]),
    });
    await response.arrayBuffer();
    return { kind: 'answered', status: response.status };
  } catch (error) {
    return { kind: 'unanswered', reason: reasonOf(error) };
  }
};

/** `fetch` hides what happened to the connection in the cause of a plain "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MILLISECONDS / 1000} s`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
