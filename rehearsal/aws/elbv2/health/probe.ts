import { request as httpRequest } from 'node:http';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Network, PlainRequest } from '../../network.ts';
import { askScript } from '../data-plane/ask-script.ts';
import type { Target } from '../target-groups.ts';

/** One health check of one target. */
export interface CheckRequest {
  readonly target: Target;
  /** The traffic port, or the one that the group names for its checks. */
  readonly port: number;
  readonly path: string;
  /** Milliseconds. */
  readonly timeout: number;
}

export type CheckResult =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'timeout' }
  /** Refused, reset, or no HTTP. */
  | { readonly kind: 'failed' };

/** Sends a check and calls back once; returns the function that gives it up. */
export type Probe = (check: CheckRequest, done: (result: CheckResult) => void) => () => void;

/** Checks whoever answers at a target's address, over a socket or by asking its script. */
export function createProbe({ clock, network }: { clock: Clock; network: Network }): Probe {
  return (check, done) => {
    const endpoint = network.find(check.target.id, check.port);
    // Nobody holds the address: packets to it are lost, and only the timeout ends the wait.
    if (!endpoint) return clock.after(check.timeout, () => done({ kind: 'timeout' }));
    if (endpoint.kind === 'script') {
      const ask = { endpoint, request: checkRequest(check), timeout: check.timeout };
      return askScript(clock, ask, (outcome) => {
        if (outcome === 'timeout') done({ kind: 'timeout' });
        else if (typeof outcome === 'string') done({ kind: 'failed' });
        else done({ kind: 'answered', status: outcome.status });
      });
    }
    return probeSocket(clock, endpoint, check, done);
  };
}

function probeSocket(
  clock: Clock,
  { host, port }: { host: string; port: number },
  check: CheckRequest,
  done: (result: CheckResult) => void,
): () => void {
  const { method, url, headers } = checkRequest(check);
  // Each check has a connection of its own, closed afterwards.
  const request = httpRequest({ host, port, method, path: url, headers, agent: false });
  let open = true;
  const finish = (result?: CheckResult) => {
    if (!open) return;
    open = false;
    cancelTimeout();
    request.destroy();
    if (result) done(result);
  };
  const cancelTimeout = clock.after(check.timeout, () => finish({ kind: 'timeout' }));
  request.once('response', ({ statusCode }) => finish({ kind: 'answered', status: statusCode ?? 0 }));
  request.on('error', () => finish({ kind: 'failed' }));
  request.end();
  return () => finish();
}

function checkRequest({ target, port, path }: CheckRequest): PlainRequest {
  return {
    method: 'GET',
    url: path,
    headers: { host: `${target.id}:${port}`, 'user-agent': 'ELB-HealthChecker/2.0', connection: 'close' },
  };
}
