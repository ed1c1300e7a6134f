import type { Agent, IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Random } from '../../kernel/random.ts';
import type { Network } from '../../network.ts';
import type { Decision, ForwardDecision, OwnDecision } from '../routing/route.ts';
import type { ListenerFront } from './data-plane.ts';
import { describeExchange } from './exchange.ts';
import { forwardToScript } from './forward-script.ts';
import { type ForwardedRequest, forwardOverSocket } from './forward-socket.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import type { InFlight } from './in-flight.ts';
import { answerDecision } from './own-answers.ts';
import { requestHeaders } from './proxied-headers.ts';
import { joined, plainRequest, routedRequest, sourceAddress } from './read-request.ts';
import { sendPlain } from './send-plain.ts';

export interface ProxyPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
  readonly agent: Agent;
  readonly inFlight: InFlight;
}

/** A client's connection: it belongs to one node for its whole life. */
export interface ClientConnection {
  readonly node: number;
  readonly openedAt: number;
  /** Bytes of the requests that have ended; what the socket has counted since belongs to the one under way. */
  accounted: { received: number; sent: number };
}

/** Answers one request of a client, by the listener's rules as the connection's node knows them. */
export function handleRequest(
  ports: ProxyPorts,
  front: ListenerFront,
  connection: ClientConnection,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): void {
  const at = ports.clock.now();
  const decision = decide(front, connection, request);
  const forwarded =
    decision.kind === 'forward'
      ? forward(ports, front, { connection, decision, request, response })
      : answerItself(request, response, decision);
  response.once('close', () => {
    forwarded?.end();
    if (decision.kind === 'forward') decision.done?.();
    const failure = forwarded?.failure ?? (response.writableFinished ? undefined : 'client-closed');
    const status = failure === 'client-closed' ? 460 : response.statusCode;
    front.onExchange(
      describeExchange(front, {
        ...{ at, endedAt: ports.clock.now(), node: connection.node, decision, status, failure },
        ...{ target: forwarded?.target, ...countBytes(connection, request) },
      }),
    );
  });
}

/** What has come and gone on the connection since the request before. */
export function countBytes(connection: ClientConnection, { socket }: IncomingMessage) {
  const { received, sent } = connection.accounted;
  connection.accounted = { received: socket.bytesRead, sent: socket.bytesWritten };
  return { receivedBytes: socket.bytesRead - received, sentBytes: socket.bytesWritten - sent };
}

export function decide(front: ListenerFront, { node }: ClientConnection, request: IncomingMessage): Decision {
  return front.nodes[node]?.decide(routedRequest(request)) ?? { kind: 'unavailable' };
}

function answerItself(request: IncomingMessage, response: ServerResponse, decision: OwnDecision): undefined {
  request.resume();
  sendPlain(response, answerDecision(decision));
}

function forward(
  ports: ProxyPorts,
  front: ListenerFront,
  passage: {
    connection: ClientConnection;
    decision: ForwardDecision;
    request: IncomingMessage;
    response: ServerResponse;
  },
): ForwardedRequest {
  const { connection, decision, request, response } = passage;
  const { target, targetGroupArn } = decision;
  const limits = front.limits();
  const { cookies } = decision;
  const added = addedHeaders(ports, front, request);
  const endpoint = ports.network.find(target.id, target.port);
  const lastOnConnection = ports.clock.now() - connection.openedAt >= limits.clientKeepAlive;
  let forwarded: ForwardedRequest;
  if (endpoint?.kind === 'socket') {
    const headers = requestHeaders(request.rawHeaders, added, { dropInvalid: limits.dropInvalidHeaders });
    const passage = { request, response, endpoint, headers, limits, cookies, lastOnConnection };
    forwarded = forwardOverSocket(ports, passage);
  } else {
    // A script sees no body; what the client sends of it must be read all the same.
    request.resume();
    const plain = plainRequest(request, added);
    forwarded = forwardToScript(ports.clock, { request: plain, response, endpoint, limits, cookies });
  }
  const ended = ports.inFlight.begin(targetGroupArn, target, () => forwarded.fail('cut'));
  response.once('close', ended);
  return forwarded;
}

export function addedHeaders(
  { clock, random }: ProxyPorts,
  { protocol, port }: ListenerFront,
  request: IncomingMessage,
) {
  const { 'x-forwarded-for': forwardedFor, 'x-amzn-trace-id': traceId } = request.headers;
  const origin = { sourceAddress: sourceAddress(request), protocol, port, now: clock.now() };
  return forwardedHeaders({ forwardedFor: joined(forwardedFor), traceId: joined(traceId) }, origin, random);
}
