import type { ServerResponse } from 'node:http';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { PlainRequest } from '../../network.ts';
import type { ForwardDecision } from '../routing/route.ts';
import { askScript, type Script } from './ask-script.ts';
import type { ExchangeFailure, FrontLimits } from './data-plane.ts';
import type { TargetAnswer } from './exchange.ts';
import type { ForwardedRequest } from './forward-socket.ts';
import { setCookiesOf, statusPage } from './own-answers.ts';
import { sendPlain } from './send-plain.ts';

/** Answers a client of a socket with what a script says, or with the silence of an address that nobody holds. */
export function forwardToScript(
  clock: Clock,
  {
    request,
    response,
    endpoint,
    limits,
    cookies,
  }: {
    request: PlainRequest;
    response: ServerResponse;
    endpoint: Script | undefined;
    limits: FrontLimits;
    cookies: ForwardDecision['cookies'];
  },
): ForwardedRequest {
  const sentAt = clock.now();
  let target: TargetAnswer | undefined;
  let failure: ExchangeFailure | undefined;

  function fail(reason: ExchangeFailure): void {
    if (response.writableEnded) return;
    failure = reason;
    hangUp();
    sendPlain(response, statusPage(reason === 'timeout' ? 504 : 502));
  }

  const hangUp = endpoint
    ? askScript(clock, { endpoint, request, timeout: limits.idleTimeout }, (outcome) => {
        if (typeof outcome === 'string') {
          fail(outcome);
          return;
        }
        target = { status: outcome.status, milliseconds: clock.now() - sentAt };
        sendPlain(response, outcome, cookies?.(setCookiesOf(outcome)));
      })
    : clock.after(limits.connectTimeout, () => fail('timeout'));

  return {
    fail,
    end: hangUp,
    get target() {
      return target;
    },
    get failure() {
      return failure;
    },
  };
}
