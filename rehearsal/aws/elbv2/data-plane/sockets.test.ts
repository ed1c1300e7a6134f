import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { type AddressInfo, connect as connectTcp, createServer as createTcpServer } from 'node:net';
import {
  DeleteListenerCommand,
  ModifyListenerCommand,
  ModifyLoadBalancerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sleep, systemClock } from '../../../../lib/action/clock.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createNetwork } from '../../network.ts';
import { createSocketWorld, forwardTo } from '../testing/world.ts';
import { createSocketDataPlane } from './sockets.ts';

/** What each test opened, closed again in reverse order. */
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A real HTTP server behind the address of a task. */
async function startTarget(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
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
async function withTargets(ports: number[][]) {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const pass = (seconds: number) => clock.run(sleep(clock, seconds * 1000));
  const [random, network] = [createRandom(1), createNetwork()];
  const dataPlane = createSocketDataPlane({ clock, random, network, firstAddress: '127.77.0.1' });
  const world = createSocketWorld({ clock, random, network }, dataPlane);
  closing.push(() => world.close());
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

async function readAnswer(incoming: IncomingMessage): Promise<Answer> {
  let body = '';
  for await (const chunk of incoming.setEncoding('utf8')) body += chunk;
  return { status: incoming.statusCode, headers: incoming.headers, body };
}

/** Sends a request and waits for the answer's headers. */
async function start(
  url: string,
  options: { agent?: Agent; method?: string; headers?: object; body?: string } = {},
) {
  const { body, agent, method = 'GET', headers = {} } = options;
  const request = httpRequest(url, { method, agent: agent ?? false, headers: { ...headers } });
  request.end(body);
  const [incoming] = (await once(request, 'response')) as [IncomingMessage];
  return { request, incoming };
}

async function fetchOnce(url: string, options: Parameters<typeof start>[1] = {}): Promise<Answer> {
  return readAnswer((await start(url, options)).incoming);
}

describe('the socket data plane', () => {
  test('streams a request to the target and its answer back, headers kept and added', async () => {
    const { port } = await startTarget(async (request, response) => {
      const { body } = await readAnswer(request);
      response.writeHead(201, 'Made', [
        ...['Content-Type', 'application/json', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'],
      ]);
      response.end(
        JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }),
      );
    });
    const { url, exchanges, loadBalancer, listener, groups } = await withTargets([[port]]);
    const answer = await fetchOnce(`${url}/echo?x=%20y`, {
      method: 'POST',
      body: 'hello',
      headers: {
        Host: 'shop.example.com',
        'X-Forwarded-For': '198.51.100.7',
        TE: 'trailers',
        'X-Mine': 'kept',
      },
    });
    const got = JSON.parse(answer.body);
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'set-cookie': ['a=1', 'b=2'],
    });
    expect(got).toMatchObject({ method: 'POST', url: '/echo?x=%20y', body: 'hello' });
    expect(got.headers).toMatchObject({
      host: 'shop.example.com',
      'x-mine': 'kept',
      'x-forwarded-for': '198.51.100.7, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': '80',
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-/),
    });
    expect(got.headers).not.toHaveProperty('te');
    await expectSoon(() => expect(exchanges).toHaveLength(1));
    expect(exchanges[0]).toMatchObject({
      loadBalancerArn: loadBalancer,
      listenerArn: listener,
      status: 201,
      forwarded: { targetGroupArn: groups[0], target: { id: '10.0.0.1', port: 8080 }, status: 201 },
    });
  });

  test('a streamed answer arrives piece by piece, its headers before the first', async () => {
    const steps: (() => void)[] = [];
    const { port } = await startTarget((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      steps.push(
        () => response.write('one'),
        () => response.end('two'),
      );
    });
    const { url } = await withTargets([[port]]);
    const { incoming } = await start(url);
    expect(incoming.headers['content-type']).toBe('text/event-stream');
    for (const [index, expected] of ['one', 'two'].entries()) {
      steps[index]?.();
      expect(String((await once(incoming, 'data'))[0])).toBe(expected);
    }
  });

  test('a kept connection and a stream on it live through a change of weights', async () => {
    let finishStream = () => {};
    const blue = await startTarget((request, response) => {
      if (request.url !== '/stream') {
        response.end('blue');
        return;
      }
      response.write('begun ');
      finishStream = () => response.end('finished');
    });
    const green = await startTarget((_request, response) => response.end('green'));
    const { client, url, listener, groups } = await withTargets([[blue.port], [green.port]]);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(async () => agent.destroy());
    const first = await start(url, { agent });
    const { socket } = first.incoming;
    expect((await readAnswer(first.incoming)).body).toBe('blue');
    const { incoming: stream } = await start(`${url}/stream`);
    const streamed = readAnswer(stream);
    const [one = '', two = ''] = groups;
    await client.send(
      new ModifyListenerCommand({ ListenerArn: listener, DefaultActions: [forwardTo([one, 0], [two, 1])] }),
    );
    const second = await start(url, { agent });
    expect(second.incoming.socket).toBe(socket);
    expect((await readAnswer(second.incoming)).body).toBe('green');
    finishStream();
    expect(await streamed).toMatchObject({ status: 200, body: 'begun finished' });
  });

  test('connections to targets are kept too', async () => {
    const target = await startTarget((_request, response) => response.end('ok'));
    let connections = 0;
    target.server.on('connection', () => {
      connections += 1;
    });
    const { url } = await withTargets([[target.port]]);
    for (let count = 0; count < 5; count += 1) await fetchOnce(url);
    expect(connections).toBe(1);
  });

  test('an empty group is 503 with the page of a load balancer', async () => {
    const { url } = await withTargets([[]]);
    const answer = await fetchOnce(url);
    expect(answer).toMatchObject({
      status: 503,
      headers: { server: 'awselb/2.0', 'content-type': 'text/html' },
    });
    expect(answer.body).toContain('503 Service Temporarily Unavailable');
  });

  test('a target that refuses is 502, and nobody else is tried', async () => {
    const gone = await startTarget((_request, response) => response.end());
    await new Promise((resolve) => gone.server.close(resolve));
    let reached = 0;
    const alive = await startTarget((_request, response) => {
      reached += 1;
      response.end();
    });
    const { url, exchanges } = await withTargets([[gone.port, alive.port]]);
    const statuses: unknown[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await fetchOnce(url)).status);
    expect(statuses.sort()).toEqual([200, 200, 502, 502]);
    expect(reached).toBe(2);
    await expectSoon(() => {
      expect(exchanges.filter(({ failure }) => failure === 'refused')).toHaveLength(2);
    });
  });

  test.each([
    ['closes', ''],
    ['talks no HTTP', 'hello\r\n\r\n'],
  ])('a target that %s is 502', async (_name, words) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(words));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(async () => server.close());
    const { url, exchanges } = await withTargets([[(server.address() as AddressInfo).port]]);
    expect((await fetchOnce(url)).status).toBe(502);
    await expectSoon(() => expect(exchanges).toMatchObject([{ failure: 'reset', status: 502 }]));
  });

  test('a target that breaks off in the middle breaks the client off too', async () => {
    const { port } = await startTarget((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setImmediate(() => response.destroy());
    });
    const { url, exchanges } = await withTargets([[port]]);
    const { incoming } = await start(url);
    await expect(readAnswer(incoming)).rejects.toThrow('aborted');
    await expectSoon(() =>
      expect(exchanges).toMatchObject([{ failure: 'reset', forwarded: { status: 200 } }]),
    );
  });

  test('a target that stays silent is 504 after the idle timeout', async () => {
    let reached = 0;
    const { port } = await startTarget(() => {
      reached += 1;
    });
    const { url, exchanges, pass } = await withTargets([[port]]);
    const answer = fetchOnce(url);
    await expectSoon(() => expect(reached).toBe(1));
    await pass(59.9);
    expect(exchanges).toEqual([]);
    await pass(0.1);
    expect((await answer).status).toBe(504);
    await expectSoon(() => expect(exchanges).toMatchObject([{ failure: 'timeout' }]));
  });

  test('a stream that moves is never idle', async () => {
    const writes: (() => void)[] = [];
    const { port } = await startTarget((request, response) => {
      if (request.url !== '/stream') {
        response.end();
        return;
      }
      response.write('begun');
      writes.push(
        () => response.write('more'),
        () => response.end('finished'),
      );
    });
    const { url, pass } = await withTargets([[port]]);
    const { incoming } = await start(`${url}/stream`);
    const ended = once(incoming, 'end');
    await once(incoming, 'data');
    for (const write of writes) {
      await pass(50);
      write();
      await once(incoming, 'data');
    }
    await ended;
  });

  test('a client that hangs up is 460, and its target hears of it', async () => {
    let state = 'waiting';
    const { port } = await startTarget((_request, response) => {
      state = 'reached';
      response.on('close', () => {
        state = 'closed';
      });
    });
    const { url, exchanges } = await withTargets([[port]]);
    const request = httpRequest(url).end();
    request.on('error', () => {});
    await expectSoon(() => expect(state).toBe('reached'));
    request.destroy();
    await expectSoon(() => expect(exchanges).toMatchObject([{ status: 460, failure: 'client-closed' }]));
    await expectSoon(() => expect(state).toBe('closed'));
  });

  test('a request in flight to a draining target finishes; when the delay is over it is cut', async () => {
    const pending: (() => void)[] = [];
    const { port } = await startTarget((_request, response) => pending.push(() => response.end('finished')));
    const { url, groups, targetGroups, setDelay, pass } = await withTargets([[port]]);
    await setDelay(groups[0] ?? '', 30);
    const inFlight = [fetchOnce(url), fetchOnce(url)];
    await expectSoon(() => expect(pending).toHaveLength(2));
    targetGroups.deregister(groups[0] ?? '', { id: '10.0.0.1', port: 8080 });
    expect((await fetchOnce(url)).status).toBe(503);
    await pass(29.9);
    pending[0]?.();
    expect(await Promise.race(inFlight)).toMatchObject({ status: 200, body: 'finished' });
    await pass(0.1);
    const settled = await Promise.all(inFlight);
    expect(settled.map(({ status }) => status).sort()).toEqual([200, 502]);
  });

  test('a WebSocket is refused as not implemented', async () => {
    const { url } = await withTargets([[]]);
    const answer = await fetchOnce(url, { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } });
    expect(answer).toMatchObject({ status: 501, body: 'The embedded AWS does not implement WebSockets.\n' });
  });

  test('a script answers behind a socket as well', async () => {
    const { url, network, pass } = await withTargets([[1]]);
    const asked = new Promise<void>((resolve) => {
      network.announce('10.0.0.1', () => ({
        kind: 'script',
        answer({ method, url: path }) {
          resolve();
          const result = { status: 200, headers: { 'x-app-version': '7' }, body: `${method} ${path}` };
          return { milliseconds: 1000, result };
        },
      }));
    });
    const answer = fetchOnce(`${url}/a`, { method: 'PUT', body: 'unread' });
    await asked;
    await pass(1);
    expect(await answer).toMatchObject({ status: 200, headers: { 'x-app-version': '7' }, body: 'PUT /a' });
  });

  test('header names with strange characters are dropped on request', async () => {
    const { port } = await startTarget((request, response) => response.end(JSON.stringify(request.headers)));
    const { client, url, loadBalancer } = await withTargets([[port]]);
    const headers = { x_slot: 'green', 'X-Slot': 'green' };
    expect(JSON.parse((await fetchOnce(url, { headers })).body)).toHaveProperty('x_slot');
    const Attributes = [{ Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' }];
    await client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn: loadBalancer, Attributes }));
    const after = JSON.parse((await fetchOnce(url, { headers })).body);
    expect(after).not.toHaveProperty('x_slot');
    expect(after).toHaveProperty('x-slot');
  });

  test('a connection that has had its time is closed after the next answer', async () => {
    const { port } = await startTarget((_request, response) => response.end('ok'));
    const { url, pass } = await withTargets([[port]]);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(async () => agent.destroy());
    expect((await fetchOnce(url, { agent })).headers.connection).toBe('keep-alive');
    await pass(3600);
    expect((await fetchOnce(url, { agent })).headers.connection).toBe('close');
  });
});

describe('listeners as sockets', () => {
  test('each load balancer has an address of its own, where ports do not collide', async () => {
    const { url, makeLoadBalancer, makeListener, endpoints } = await withTargets([[]]);
    const fixed = {
      Type: 'fixed-response',
      FixedResponseConfig: { StatusCode: '200', MessageBody: 'two' },
    } as const;
    const listener = await makeListener(await makeLoadBalancer('second'), [fixed]);
    const second = endpoints()[listener] ?? '';
    expect(new URL(second).hostname).not.toBe(new URL(url).hostname);
    expect((await fetchOnce(second)).body).toBe('two');
    expect((await fetchOnce(url)).status).toBe(503);
  });

  test('a port that is taken is replaced by a free one', async () => {
    const { makeListener, makeLoadBalancer, endpoints } = await withTargets([[]]);
    const fixed = {
      Type: 'fixed-response',
      FixedResponseConfig: { StatusCode: '200', MessageBody: 'here' },
    } as const;
    const loadBalancer = await makeLoadBalancer('second');
    const probe = await makeListener(loadBalancer, [fixed], 81);
    const { hostname } = new URL(endpoints()[probe] ?? '');
    const squatter = createTcpServer().listen(8099, hostname);
    await once(squatter, 'listening');
    closing.push(async () => squatter.close());
    const listener = await makeListener(loadBalancer, [fixed], 8099);
    const url = endpoints()[listener] ?? '';
    expect(new URL(url).port).not.toBe('8099');
    expect((await fetchOnce(url)).body).toBe('here');
  });

  test('closing hangs up on clients, on targets and on checks under way', async () => {
    const open = new Set<unknown>();
    let checks = 0;
    const target = await startTarget((request, response) => {
      if (request.headers['user-agent']?.startsWith('ELB-HealthChecker')) checks += 1;
      else response.end('ok');
    });
    target.server.on('connection', (socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    });
    const { url, pass, close } = await withTargets([[target.port]]);
    const client = connectTcp(Number(new URL(url).port || 80), new URL(url).hostname);
    const closed = once(client, 'close');
    await once(client, 'connect');
    expect((await fetchOnce(url)).body).toBe('ok');
    await expectSoon(async () => {
      await pass(1);
      expect(checks).toBeGreaterThan(0);
    });
    expect(open.size).toBeGreaterThan(1);
    await close();
    await closed;
    await expectSoon(() => expect(open.size).toBe(0));
  });

  test('a deleted listener takes its connections along', async () => {
    const { client, url, listener } = await withTargets([[]]);
    const { hostname, port } = new URL(url);
    const socket = connectTcp(Number(port || 80), hostname);
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    socket.on('error', () => {});
    await client.send(new DeleteListenerCommand({ ListenerArn: listener }));
    await closed;
    await expect(fetchOnce(url)).rejects.toThrow('ECONNREFUSED');
  });
});

/** Waits for what another socket's event will bring. */
async function expectSoon(assertion: () => void | Promise<void>): Promise<void> {
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
