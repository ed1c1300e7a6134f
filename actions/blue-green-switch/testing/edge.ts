import type { Clock } from '../../../lib/action/clock.ts';
import { statusPage } from '../../../rehearsal/aws/elbv2/data-plane/own-answers.ts';
import type { VirtualAnswer } from '../../../rehearsal/aws/elbv2/data-plane/virtual.ts';

type Send = (url: string, headers?: Readonly<Record<string, string>>) => Promise<VirtualAnswer>;

/** A rule of AWS WAF that limits the rate. */
export interface RateLimit {
  /** Requests of one address in the window; it blocks those above. */
  readonly requests: number;
  /** Milliseconds that it looks back. */
  readonly window: number;
}

/**
 * What stands in front of the load balancer for the probe: nothing, or AWS WAF with a limit of the rate. A hypothesis as
 * to how a block looks: the load balancer's own page with 403. It counts also what it blocks, as AWS's does.
 */
export function createEdge(clock: Clock, send: Send) {
  let limit: RateLimit | undefined;
  let requests: number[] = [];
  return {
    /** From here on requests are limited; undefined ends it. */
    limitRate(given: RateLimit | undefined): void {
      limit = given;
    },
    /** When each request came, milliseconds since the epoch. */
    requests: () => requests,
    send: ((url, headers) => {
      const now = clock.now();
      requests = [...requests, now];
      if (!limit) return send(url, headers);
      const { window } = limit;
      const inWindow = requests.filter((at) => at > now - window).length;
      return inWindow > limit.requests ? Promise.resolve(statusPage(403)) : send(url, headers);
    }) satisfies Send as Send,
  };
}
