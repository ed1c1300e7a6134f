import { request as httpRequest, type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ForwardDecision } from '../routing/route.ts';
import type { ExchangeFailure, ListenerFront } from './data-plane.ts';
import { describeExchange, type TargetAnswer } from './exchange.ts';
import { type IdleTimer, startIdleTimer } from './idle-timer.ts';
import { requestHeaders, responseHeaders } from './proxied-headers.ts';
import {
  addedHeaders,
  type ClientConnection,
  countBytes,
  decide,
  handleRequest,
  type ProxyPorts,
} from './proxy.ts';

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  /** What the client sent behind its request already. */
  readonly head: Buffer;
}

/**
 * Takes a client that asks for another protocol (WebSocket) to a target, and lets both talk from then on. The connection
 * stays where it is whatever becomes of the rules. What cannot be upgraded is answered as any request.
 */
export function handleUpgrade(
  ports: ProxyPorts,
  front: ListenerFront,
  connection: ClientConnection,
  upgrade: Upgrade,
): void {
  const { request, socket } = upgrade;
  const at = ports.clock.now();
  const decision = decide(front, connection, request);
  const endpoint =
    decision.kind === 'forward' ? ports.network.find(decision.target.id, decision.target.port) : undefined;
  if (decision.kind !== 'forward' || endpoint?.kind !== 'socket') {
    if (decision.kind === 'forward') decision.done?.();
    answerPlainly(ports, front, connection, upgrade);
    return;
  }
  const talk = connectToTarget(ports, front, { ...upgrade, decision, endpoint });
  socket.once('close', () => {
    talk.end();
    decision.done?.();
    const { target, failure } = talk;
    front.onExchange(
      describeExchange(front, {
        ...{ at, endedAt: ports.clock.now(), node: connection.node, decision, target, failure },
        ...{
          status: target?.status ?? (failure === 'timeout' ? 504 : 502),
          ...countBytes(connection, request),
        },
      }),
    );
  });
}

/** The client's request without its wish to change protocols. */
function answerPlainly(
  ports: ProxyPorts,
  front: ListenerFront,
  connection: ClientConnection,
  { request, socket }: Upgrade,
): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => socket.end());
  handleRequest(ports, front, connection, { request, response });
}

/** A connection between a client and a target, or the attempt at one. */
interface Talk {
  end(): void;
  readonly target: TargetAnswer | undefined;
  readonly failure: ExchangeFailure | undefined;
}

function connectToTarget(
  ports: ProxyPorts,
  front: ListenerFront,
  passage: Upgrade & { decision: ForwardDecision; endpoint: { host: string; port: number } },
): Talk {
  const { clock, inFlight } = ports;
  const { request, socket, head, decision, endpoint } = passage;
  const limits = front.limits();
  const sentAt = clock.now();
  let target: TargetAnswer | undefined;
  let failure: ExchangeFailure | undefined;
  let peer: Duplex | undefined;

  const upstream = httpRequest({
    ...{ host: endpoint.host, port: endpoint.port, agent: false },
    ...{ method: request.method ?? 'GET', path: request.url ?? '/' },
    headers: [
      ...requestHeaders(request.rawHeaders, addedHeaders(ports, front, request), {
        dropInvalid: limits.dropInvalidHeaders,
      }),
      ...['Connection', 'Upgrade', 'Upgrade', request.headers.upgrade ?? ''],
    ],
  });
  const idle = startIdleTimer(clock, limits.idleTimeout, () => fail('timeout'));
  const cancelConnect = clock.after(limits.connectTimeout, () => {
    if (!target) fail('timeout');
  });
  const isCut = front.webSocketsAfterDelay === 'cut';
  const ended = isCut
    ? inFlight.begin(decision.targetGroupArn, decision.target, () => fail('cut'))
    : () => {};

  function fail(reason: ExchangeFailure): void {
    failure ??= reason;
    if (target) socket.destroy();
    else socket.end(refusal(reason === 'timeout' ? 504 : 502));
    end();
  }

  function end(): void {
    idle.stop();
    cancelConnect();
    ended();
    upstream.destroy();
    peer?.destroy();
  }

  upstream.once('upgrade', (answer, other, otherHead) => {
    target = { status: answer.statusCode ?? 101, milliseconds: clock.now() - sentAt };
    peer = other;
    cancelConnect();
    socket.write(headOf(answer, answer.rawHeaders, decision.cookies));
    join({ socket, head }, { socket: other, head: otherHead }, idle);
  });
  upstream.once('response', (answer) => {
    target = { status: answer.statusCode ?? 502, milliseconds: clock.now() - sentAt };
    // Its end is the end of the connection, however the target has framed it.
    const headers = [...responseHeaders(answer.rawHeaders), 'Connection', 'close'];
    socket.write(headOf(answer, headers, decision.cookies));
    answer.on('data', idle.touch);
    answer.pipe(socket);
  });
  upstream.on('error', (error: NodeJS.ErrnoException) =>
    fail(error.code === 'ECONNREFUSED' ? 'refused' : 'reset'),
  );
  socket.on('error', () => socket.destroy());
  upstream.end();
  return {
    end,
    get target() {
      return target;
    },
    get failure() {
      return failure;
    },
  };
}

interface Side {
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Lets both sides talk; when one has gone the other goes. */
function join(client: Side, target: Side, idle: IdleTimer): void {
  for (const [from, to] of [
    [client, target],
    [target, client],
  ] as const) {
    to.socket.write(from.head);
    from.socket.on('data', idle.touch);
    from.socket.pipe(to.socket);
    // Whoever hangs up hangs up for both ways.
    from.socket.once('end', () => from.socket.end());
    from.socket.once('close', () => to.socket.destroy());
    from.socket.on('error', () => from.socket.destroy());
  }
}

/** Status line and headers of a target's answer. */
function headOf(
  { statusCode, statusMessage, headers }: IncomingMessage,
  passed: readonly string[],
  cookies: ForwardDecision['cookies'],
): string {
  const own = cookies?.(headers['set-cookie'] ?? []).flatMap((cookie) => ['Set-Cookie', cookie]) ?? [];
  const fields = [...passed, ...own];
  const lines = fields.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${fields[index + 1]}`] : []));
  return [`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, '', ''].join('\r\n');
}

function refusal(status: number): string {
  return `HTTP/1.1 ${status} ${status === 504 ? 'Gateway Timeout' : 'Bad Gateway'}\r\nServer: awselb/2.0\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
}
