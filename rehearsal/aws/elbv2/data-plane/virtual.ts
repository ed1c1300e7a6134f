import type { Clock } from '../../../../lib/action/clock.ts';
import type { Random } from '../../kernel/random.ts';
import type { Network, PlainRequest } from '../../network.ts';
import { hostOf, type RoutedRequest, splitUrl } from '../routing/request.ts';
import type { ForwardDecision } from '../routing/route.ts';
import { loopbackAddress } from './addresses.ts';
import { askScript, type ScriptOutcome } from './ask-script.ts';
import type { DataPlane, ExchangeFailure, ListenerFront } from './data-plane.ts';
import { describeExchange, type TargetAnswer } from './exchange.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { createInFlight } from './in-flight.ts';
import { answerDecision, type PlainAnswer, setCookiesOf, statusPage } from './own-answers.ts';

/** A load balancer's traffic without sockets: targets are scripts, and time is the clock's. */
export interface VirtualDataPlane extends DataPlane {
  /**
   * Sends one request on a connection of its own.
   * @param listener the listener's ARN, or a URL under which it is reached
   */
  send(listener: string, request: PlainRequest): Promise<VirtualAnswer>;
  /** Opens a connection that is kept: all its requests go through one node. */
  connect(listener: string): VirtualConnection;
}

export interface VirtualConnection {
  send(request: PlainRequest): Promise<VirtualAnswer>;
}

/** `refused` when no listener is there. */
export type VirtualAnswer = PlainAnswer | 'refused';

/** Clients of the virtual plane all come from here (TEST-NET-3). */
const CLIENT_ADDRESS = '203.0.113.10';

interface VirtualPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
}

/** How a request to a target ended. */
interface Forwarded {
  readonly answer: PlainAnswer;
  readonly target: TargetAnswer | undefined;
  readonly failure: ExchangeFailure | undefined;
}

const NOT_FORWARDED = { target: undefined, failure: undefined };

interface OpenFront {
  readonly front: ListenerFront;
  readonly url: string;
  connections: number;
}

export function createVirtualDataPlane({ clock, random, network }: VirtualPorts): VirtualDataPlane {
  const open = new Map<string, OpenFront>();
  const inFlight = createInFlight();
  let addresses = 0;

  function find(listener: string): OpenFront | undefined {
    const known = open.get(listener);
    if (known || !URL.canParse(listener)) return known;
    const { origin } = new URL(listener);
    return [...open.values()].find(({ url }) => new URL(url).origin === origin);
  }

  /** New connections go to the nodes in turn, as clients do with the addresses of a DNS answer. */
  function connect(listener: string): VirtualConnection {
    const first = find(listener);
    const node = first ? first.connections++ % first.front.nodes.length : 0;
    return {
      async send(request) {
        const current = find(listener);
        return current ? sendThrough(current.front, node, request) : 'refused';
      },
    };
  }

  async function sendThrough(
    front: ListenerFront,
    node: number,
    request: PlainRequest,
  ): Promise<PlainAnswer> {
    const at = clock.now();
    const decision = front.nodes[node]?.decide(routedRequest(request)) ?? { kind: 'unavailable' };
    const { answer, target, failure } =
      decision.kind === 'forward'
        ? await forward(front, decision, request)
        : { ...NOT_FORWARDED, answer: answerDecision(decision) };
    front.onExchange(
      describeExchange(front, {
        ...{ at, endedAt: clock.now(), node, decision, status: answer.status, target, failure },
        receivedBytes: sizeOf(`${request.method} ${request.url}`, request.headers),
        sentBytes: sizeOf(`${answer.status}`, answer.headers, answer.body),
      }),
    );
    return answer;
  }

  function forward(
    front: ListenerFront,
    { targetGroupArn, target, cookies, done }: ForwardDecision,
    request: PlainRequest,
  ): Promise<Forwarded> {
    const { idleTimeout, connectTimeout } = front.limits();
    const endpoint = network.find(target.id, target.port);
    if (endpoint?.kind === 'socket') {
      throw new Error(`Target ${target.id}:${target.port} is a socket, which virtual time cannot wait for.`);
    }
    const sentAt = clock.now();
    return new Promise((resolve) => {
      const finish = (forwarded: Forwarded) => {
        hangUp();
        ended();
        done?.();
        resolve(cookies ? withCookies(forwarded, cookies) : forwarded);
      };
      const ended = inFlight.begin(targetGroupArn, target, () => finish(failed(502, 'cut')));
      const hangUp = endpoint
        ? askScript(
            clock,
            { endpoint, request: addHeaders(front, request), timeout: idleTimeout },
            (outcome) => finish(readOutcome(outcome, clock.now() - sentAt)),
          )
        : clock.after(connectTimeout, () => finish(failed(504, 'timeout')));
    });
  }

  function addHeaders({ protocol, port }: ListenerFront, request: PlainRequest): PlainRequest {
    const { 'x-forwarded-for': forwardedFor, 'x-amzn-trace-id': traceId } = request.headers;
    const origin = { sourceAddress: CLIENT_ADDRESS, protocol, port, now: clock.now() };
    return {
      ...request,
      headers: { ...request.headers, ...forwardedHeaders({ forwardedFor, traceId }, origin, random) },
    };
  }

  return {
    async claimAddress() {
      return { address: loopbackAddress(addresses++), release: async () => {} };
    },
    async open(front) {
      const url = `${front.protocol.toLowerCase()}://${front.address}:${front.port}`;
      open.set(front.listenerArn, { front, url, connections: 0 });
      return {
        url,
        async close() {
          open.delete(front.listenerArn);
        },
      };
    },
    cut: inFlight.cut,
    async close() {
      open.clear();
      inFlight.cutAll();
    },
    connect,
    send: (listener, request) => connect(listener).send(request),
  };
}

/** @param milliseconds how long the target took */
function readOutcome(outcome: ScriptOutcome, milliseconds: number): Forwarded {
  if (outcome === 'timeout') return failed(504, 'timeout');
  if (typeof outcome === 'string') return failed(502, outcome);
  return { answer: outcome, target: { status: outcome.status, milliseconds }, failure: undefined };
}

/** Adds the load balancer's cookies to a target's answer; several in one header, each on a line of its own. */
function withCookies(forwarded: Forwarded, cookies: NonNullable<ForwardDecision['cookies']>): Forwarded {
  if (!forwarded.target) return forwarded;
  const { answer } = forwarded;
  const sent = setCookiesOf(answer);
  const all = [...sent, ...cookies(sent)];
  if (all.length === 0) return forwarded;
  return {
    ...forwarded,
    answer: { ...answer, headers: { ...answer.headers, 'set-cookie': all.join('\n') } },
  };
}

function failed(status: number, failure: ExchangeFailure): Forwarded {
  return { answer: statusPage(status), target: undefined, failure };
}

/** About as many bytes as it would be on the wire. */
function sizeOf(firstLine: string, headers: Readonly<Record<string, string>>, body = ''): number {
  const fields = Object.entries(headers).map(([name, value]) => name.length + value.length + 4);
  return fields.reduce((sum, length) => sum + length, firstLine.length + 13 + Buffer.byteLength(body));
}

function routedRequest({ method, url, headers }: PlainRequest): RoutedRequest {
  return {
    method,
    host: hostOf(headers.host),
    ...splitUrl(url),
    sourceAddress: CLIENT_ADDRESS,
    header: (name) => (headers[name] === undefined ? [] : [headers[name]]),
  };
}
