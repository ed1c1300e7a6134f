import type { Probe, ProbeAnswer, ProbeRequest } from './probe-gate.ts';

/** A request that takes longer has failed, redirects and all: a visitor would have left. */
const TIMEOUT_MILLISECONDS = 5_000;

/** As many as browsers follow. */
const MOST_REDIRECTS = 20;

/** What is looked at of a body. */
const KEPT_BYTES = 256 * 1024;

/** A body is read this far, so that one that breaks off is noticed; one without an end must not fill the memory. */
const READ_BYTES = 8 * 1024 * 1024;

const HEADERS = { connection: 'close', 'user-agent': 'platform-actions blue-green-switch' };

/**
 * Requests over the network, each on a connection of its own: an old one may stay with the node it began on. Redirects
 * are followed: one that the load balancer itself answers with says nothing about the version behind it.
 */
export const probeOverHttp: Probe = async (request, signal) => {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
  try {
    return await follow(request, deadline);
  } catch (error) {
    return { kind: 'unanswered', reason: reasonOf(error) };
  }
};

async function follow(first: ProbeRequest, signal: AbortSignal): Promise<ProbeAnswer> {
  let { url, headers } = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await fetch(url, { headers: { ...HEADERS, ...headers }, redirect: 'manual', signal });
    const location = isRedirect(response.status) ? response.headers.get('location') : null;
    if (location === null) return readAnswer(response);
    await response.body?.cancel();
    const next = new URL(location, url);
    if (!mayKnowHeaders(new URL(url), next)) headers = {};
    url = next.href;
  }
  return { kind: 'unanswered', reason: `more than ${MOST_REDIRECTS} redirects` };
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** A header may be a secret: it stays with the host that it is meant for, and does not leave TLS. */
function mayKnowHeaders(from: URL, to: URL): boolean {
  return from.hostname === to.hostname && !(from.protocol === 'https:' && to.protocol !== 'https:');
}

async function readAnswer(response: Response): Promise<ProbeAnswer> {
  const { status } = response;
  const headers = Object.fromEntries(response.headers);
  return { kind: 'answered', status, headers, body: await readBody(response) };
}

async function readBody({ body }: Response): Promise<string> {
  const kept: Uint8Array[] = [];
  let read = 0;
  // Ending the loop early ends the connection too.
  for await (const chunk of body ?? []) {
    if (read < KEPT_BYTES) kept.push(chunk);
    read += chunk.byteLength;
    if (read >= READ_BYTES) break;
  }
  return Buffer.concat(kept).subarray(0, KEPT_BYTES).toString();
}

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
