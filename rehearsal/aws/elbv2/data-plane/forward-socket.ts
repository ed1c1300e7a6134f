import { type Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { ForwardDecision } from '../routing/route.ts';
import type { ExchangeFailure, FrontLimits } from './data-plane.ts';
import type { TargetAnswer } from './exchange.ts';
import { startIdleTimer } from './idle-timer.ts';
import { statusPage } from './own-answers.ts';
import { responseHeaders } from './proxied-headers.ts';
import { sendPlain } from './send-plain.ts';

/** A request of a client, to be answered by a target. */
export interface Passage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Where the target listens. */
  readonly endpoint: { readonly host: string; readonly port: number };
  /** Headers for the target, names and values in turn. */
  readonly headers: string[];
  readonly limits: FrontLimits;
  /** Set-Cookie headers for the client, by those of the target. */
  readonly cookies: ForwardDecision['cookies'];
  /** The client's connection has had its time: it is closed after this answer. */
  readonly lastOnConnection: boolean;
}

/** A request under way to its target. */
export interface ForwardedRequest {
  /** Ends it: 502 when nothing was answered yet, a broken connection otherwise. */
  fail(failure: ExchangeFailure): void;
  /** The client's side is over: stops whatever still runs. */
  end(): void;
  /** What the target answered, once it has. */
  readonly target: TargetAnswer | undefined;
  readonly failure: ExchangeFailure | undefined;
}

/** Streams a request to its target and the answer back. It is sent once: AWS does not retry either. */
export function forwardOverSocket({ clock, agent }: { clock: Clock; agent: Agent }, passage: Passage) {
  const { request, response, endpoint, headers, limits } = passage;
  const sentAt = clock.now();
  let target: TargetAnswer | undefined;
  let failure: ExchangeFailure | undefined;
  let cancelConnect = () => {};
  let over = false;

  const upstream = httpRequest({
    ...endpoint,
    agent,
    headers,
    ...(request.method !== undefined && { method: request.method }),
    ...(request.url !== undefined && { path: request.url }),
  });
  const idle = startIdleTimer(clock, limits.idleTimeout, () => fail('timeout'));

  function fail(reason: ExchangeFailure): void {
    if (over) return;
    failure = reason;
    end();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    // What the client still sends has nowhere to go, but must be read before its connection can be used again.
    request.unpipe(upstream);
    request.resume();
    sendPlain(response, statusPage(reason === 'timeout' ? 504 : 502));
  }

  function end(): void {
    over = true;
    idle.stop();
    cancelConnect();
    upstream.destroy();
  }

  function answer(incoming: IncomingMessage): void {
    const status = incoming.statusCode ?? 502;
    target = { status, milliseconds: clock.now() - sentAt };
    const passed = responseHeaders(incoming.rawHeaders);
    addCookies(passed, passage.cookies, incoming.headers['set-cookie']);
    if (passage.lastOnConnection) passed.push('Connection', 'close');
    response.writeHead(status, incoming.statusMessage, passed);
    // An answer of unknown length may be a stream whose first event is far away: its headers go out now.
    if (incoming.headers['content-length'] === undefined) response.flushHeaders();
    incoming.on('data', idle.touch);
    incoming.on('error', () => fail('reset'));
    incoming.pipe(response);
  }

  upstream.once('socket', (socket) => {
    if (!socket.connecting) return;
    cancelConnect = clock.after(limits.connectTimeout, () => fail('timeout'));
    socket.once('connect', cancelConnect);
  });
  upstream.once('response', answer);
  upstream.on('error', (error: NodeJS.ErrnoException) => fail(failureOf(error)));
  if (hasBody(request)) {
    request.on('data', idle.touch);
    request.pipe(upstream);
  } else {
    upstream.end();
  }

  const forwarded: ForwardedRequest = {
    fail,
    end,
    get target() {
      return target;
    },
    get failure() {
      return failure;
    },
  };
  return forwarded;
}

/** Most requests have none, and a pipe for nothing costs as much as the rest of the passage. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function addCookies(
  headers: string[],
  cookies: Passage['cookies'],
  fromTarget: readonly string[] | undefined,
): void {
  for (const cookie of cookies?.(fromTarget ?? []) ?? []) headers.push('Set-Cookie', cookie);
}

function failureOf({ code }: NodeJS.ErrnoException): ExchangeFailure {
  if (code === 'ECONNREFUSED') return 'refused';
  // Where the machine can tell that nobody holds the address, a VPC only stays silent.
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ETIMEDOUT') return 'timeout';
  return 'reset';
}
