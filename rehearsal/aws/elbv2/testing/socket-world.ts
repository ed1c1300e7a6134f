import { once } from 'node:events';
import {
  type Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { sleep, systemClock } from '../../../../lib/action/clock.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createNetwork } from '../../network.ts';
import { createSocketDataPlane } from '../data-plane/sockets.ts';
import type { Elbv2Settings } from '../settings.ts';
import { createSocketWorld, forwardTo } from './world.ts';

const closing: (() => Promise<unknown>)[] = [];

/** Closes something when the test has ended. */
export function closeLater(close: () => Promise<unknown>): void {
  closing.push(close);
}

/** Closes what a test has opened, the newest first; every test file here calls it after each test. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

/** A real HTTP server behind the address of a task. */
export async function startTarget(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeLater(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/**
 * One load balancer on sockets, with groups whose targets are given by their server's port. Sockets are real, time is
 * virtual: it stands unless a test lets it pass. Health checks are not what these tests are about: a group without a
 * verdict fails open, so its targets get requests at once.
 */
export async function withTargets(ports: number[][], settings: Partial<Elbv2Settings> = {}) {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const pass = (seconds: number) => clock.run(sleep(clock, seconds * 1000));
  const [random, network] = [createRandom(1), createNetwork()];
  const dataPlane = createSocketDataPlane({ clock, random, network, firstAddress: '127.77.0.1' });
  const world = createSocketWorld({ clock, random, network }, dataPlane, settings);
  closeLater(() => world.close());
  const groups: string[] = [];
  for (const [index, group] of ports.entries()) {
    const arn = await world.makeGroup(`group-${index}`);
    groups.push(arn);
    for (const [at, port] of group.entries()) {
      network.announce(`10.0.${index}.${at + 1}`, () => ({ kind: 'socket', host: '127.0.0.1', port }));
    }
  }
  const loadBalancer = await world.makeLoadBalancer();
  const weights = groups.map((arn, index): [string, number] => [arn, index === 0 ? 1 : 0]);
  const listener = await world.makeListener(loadBalancer, [forwardTo(...weights)]);
  for (const [index, group] of ports.entries()) {
    for (const at of group.keys()) {
      world.targetGroups.register(groups[index] ?? '', { id: `10.0.${index}.${at + 1}`, port: 8080 });
    }
  }
  await pass(0);
  const url = world.endpoints()[listener] ?? '';
  return { ...world, groups, loadBalancer, listener, url, network, pass };
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The whole answer; rejects when it breaks off. */
export async function readAnswer(incoming: IncomingMessage): Promise<Answer> {
  let body = '';
  for await (const chunk of incoming.setEncoding('utf8')) body += chunk;
  return { status: incoming.statusCode, headers: incoming.headers, body };
}

/** Sends a request and waits for the answer's headers. */
export async function start(
  url: string,
  options: { agent?: Agent; method?: string; headers?: object; body?: string } = {},
) {
  const { body, agent, method = 'GET', headers = {} } = options;
  const request = httpRequest(url, { method, agent: agent ?? false, headers: { ...headers } });
  request.end(body);
  const [incoming] = (await once(request, 'response')) as [IncomingMessage];
  return { request, incoming };
}

/** Sends a request on a connection of its own, unless an agent is given, and reads the whole answer. */
export async function fetchOnce(url: string, options: Parameters<typeof start>[1] = {}): Promise<Answer> {
  return readAnswer((await start(url, options)).incoming);
}

/** Waits for what another socket's event will bring. */
export async function expectSoon(assertion: () => void | Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      await assertion();
      return;
    } catch {
      await sleep(systemClock, 10);
    }
  }
  await assertion();
}

/** A target that takes WebSockets: what comes back is what was sent, behind the target's name. */
export async function startEcho(name: string) {
  const target = await startTarget((_request, response) => response.end(name));
  target.server.on('upgrade', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    // Whoever is hung up on hangs up too.
    socket.on('end', () => socket.end());
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    socket.on('data', (data) => socket.write(`${name}:${data}`));
    closeLater(async () => void socket.destroy());
  });
  return target;
}

/** Asks for a WebSocket; rejects when the answer is no upgrade. */
export async function openWebSocket(url: string) {
  const request = httpRequest(url, {
    agent: false,
    headers: { Connection: 'Upgrade', Upgrade: 'websocket' },
  });
  request.end();
  const [answer, socket] = await new Promise<[IncomingMessage, Socket]>((resolve, reject) => {
    request.once('upgrade', (incoming, opened) => resolve([incoming, opened as Socket]));
    request.once('response', ({ statusCode }) => reject(new Error(`answered ${statusCode}`)));
    request.once('error', reject);
  });
  closeLater(async () => void socket.destroy());
  const ended = once(socket, 'close');
  return {
    ...{ answer, ended },
    close: () => socket.destroy(),
    async say(text: string): Promise<string> {
      socket.write(text);
      const [reply] = (await once(socket, 'data')) as [Buffer];
      return reply.toString();
    },
    isOpen: () => !socket.destroyed,
  };
}
