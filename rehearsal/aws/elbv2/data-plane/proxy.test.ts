import { once } from 'node:events';
import { Agent } from 'node:http';
import {
  ModifyListenerCommand,
  ModifyLoadBalancerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  closeAll,
  closeLater,
  expectSoon,
  fetchOnce,
  readAnswer,
  start,
  startTarget,
  withTargets,
} from '../testing/socket-world.ts';
import { forwardTo } from '../testing/world.ts';

afterEach(closeAll);

describe('requests through a load balancer', () => {
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
      answeredBy: 'target',
      decision: 'forward',
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
    closeLater(async () => agent.destroy());
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
    closeLater(async () => agent.destroy());
    expect((await fetchOnce(url, { agent })).headers.connection).toBe('keep-alive');
    await pass(3600);
    expect((await fetchOnce(url, { agent })).headers.connection).toBe('close');
  });
});
