import { DeleteListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../../lib/action/clock.ts';
import type { PlainRequest } from '../../network.ts';
import { createVirtualWorld, forwardTo, plainAnswer } from '../testing/world.ts';

const GET: PlainRequest = { method: 'GET', url: '/hello?a=1', headers: { host: 'example.com' } };

async function withTarget() {
  const world = createVirtualWorld();
  const { clock } = world;
  const script = world.announceScript('10.0.0.1');
  const group = await world.makeGroup('blue', { HealthCheckIntervalSeconds: 10 });
  const loadBalancer = await world.makeLoadBalancer();
  const listener = await world.makeListener(loadBalancer, [forwardTo([group, 1])]);
  world.targetGroups.register(group, script.target);
  await clock.run(sleep(clock, 15_000));
  return { ...world, script, group, loadBalancer, listener };
}

describe('the virtual data plane', () => {
  test('an answer takes as long as the script says', async () => {
    const { dataPlane, listener, script, clock, exchanges, loadBalancer, group } = await withTarget();
    script.answer = plainAnswer(201, 'made', 70);
    const at = clock.now();
    expect(await clock.run(dataPlane.send(listener, GET))).toMatchObject({ status: 201, body: 'made' });
    expect(exchanges).toEqual([
      {
        at,
        milliseconds: 70,
        loadBalancerArn: loadBalancer,
        listenerArn: listener,
        node: 0,
        zone: 'eu-west-1a',
        decision: 'forward',
        status: 201,
        answeredBy: 'target',
        receivedBytes: expect.any(Number),
        sentBytes: expect.any(Number),
        forwarded: {
          targetGroupArn: group,
          target: { id: '10.0.0.1', port: 8080 },
          status: 201,
          milliseconds: 70,
        },
      },
    ]);
  });

  test('a listener is found by its ARN and by any URL under it', async () => {
    const { dataPlane, listener, clock, client } = await withTarget();
    for (const name of [listener, 'http://127.66.0.1', 'http://127.66.0.1:80/some/page']) {
      expect(await clock.run(dataPlane.send(name, GET))).toMatchObject({ status: 200 });
    }
    for (const name of ['http://127.66.0.1:81', 'http://127.66.0.2', 'arn:nobody', 'nonsense']) {
      expect(await clock.run(dataPlane.send(name, GET))).toBe('refused');
    }
    await client.send(new DeleteListenerCommand({ ListenerArn: listener }));
    expect(await clock.run(dataPlane.send(listener, GET))).toBe('refused');
  });

  test.each([
    [{ milliseconds: 1, result: 'refused' as const }, 502, 'refused', 1],
    [{ milliseconds: 7, result: 'reset' as const }, 502, 'reset', 7],
    [plainAnswer(200, '', 60_001), 504, 'timeout', 60_000],
  ])('%j is answered %i', async (answer, status, failure, milliseconds) => {
    const { dataPlane, listener, script, clock, exchanges } = await withTarget();
    script.answer = answer;
    expect(await clock.run(dataPlane.send(listener, GET))).toMatchObject({ status });
    expect(exchanges).toMatchObject([{ status, failure, milliseconds, answeredBy: 'load-balancer' }]);
    // Sent once: the load balancer never tries again.
    expect(script.requests).toBe(1);
  });

  test('an address that nobody holds is 504 after the connection timeout', async () => {
    const { dataPlane, listener, script, clock, exchanges } = await withTarget();
    script.withdraw();
    expect(await clock.run(dataPlane.send(listener, GET))).toMatchObject({ status: 504 });
    expect(exchanges).toMatchObject([{ milliseconds: 10_000, failure: 'timeout' }]);
  });

  test('targets get the headers that a load balancer adds', async () => {
    const { dataPlane, network, listener, clock } = await withTarget();
    const seen: PlainRequest[] = [];
    network.announce('10.0.0.1', () => ({
      kind: 'script',
      answer: (request) => {
        seen.push(request);
        return plainAnswer(200);
      },
    }));
    const request = { ...GET, headers: { ...GET.headers, 'x-forwarded-for': '198.51.100.7' } };
    await clock.run(dataPlane.send(listener, request));
    expect(seen.at(-1)).toEqual({
      method: 'GET',
      url: '/hello?a=1',
      headers: {
        host: 'example.com',
        'x-forwarded-for': '198.51.100.7, 203.0.113.10',
        'x-forwarded-proto': 'http',
        'x-forwarded-port': '80',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      },
    });
  });

  test('a connection keeps its node, new ones take the nodes in turn', async () => {
    const { dataPlane, listener, clock, exchanges } = await withTarget();
    const kept = dataPlane.connect(listener);
    for (let count = 0; count < 3; count += 1) await clock.run(kept.send(GET));
    for (let count = 0; count < 3; count += 1) await clock.run(dataPlane.send(listener, GET));
    expect(exchanges.map(({ node }) => node)).toEqual([0, 0, 0, 1, 0, 1]);
  });

  test('redirects and fixed responses come from the load balancer', async () => {
    const { dataPlane, makeRule, listener, clock } = await withTarget();
    await makeRule(
      listener,
      1,
      [{ Field: 'path-pattern', Values: ['/old/*'] }],
      [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_302', Path: '/new/#{path}' } }],
    );
    await makeRule(
      listener,
      2,
      [{ Field: 'path-pattern', Values: ['/closed'] }],
      [
        {
          Type: 'fixed-response',
          FixedResponseConfig: {
            StatusCode: '503',
            ContentType: 'application/json',
            MessageBody: '{"closed":true}',
          },
        },
      ],
    );
    expect(await clock.run(dataPlane.send(listener, { ...GET, url: '/old/a?b=c' }))).toMatchObject({
      status: 302,
      headers: { location: 'http://example.com:80/new/old/a?b=c', server: 'awselb/2.0' },
    });
    expect(await clock.run(dataPlane.send(listener, { ...GET, url: '/closed' }))).toEqual({
      status: 503,
      headers: { server: 'awselb/2.0', 'content-type': 'application/json', 'content-length': '15' },
      body: '{"closed":true}',
    });
  });

  test('closing ends what is in flight and leaves no timer', async () => {
    const { dataPlane, listener, script, clock, close } = await withTarget();
    script.answer = plainAnswer(200, '', 50_000);
    const pending = dataPlane.send(listener, GET);
    await close();
    expect(await clock.run(pending)).toMatchObject({ status: 502 });
    const closedAt = clock.now();
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('Virtual time stands still');
    expect(clock.now()).toBe(closedAt);
  });

  test('the same seed gives the same traffic', async () => {
    const run = async () => {
      const {
        dataPlane,
        makeGroup,
        announceScript,
        targetGroups,
        makeRule,
        listener,
        clock,
        exchanges,
        group,
      } = await withTarget();
      const green = await makeGroup('green', { HealthCheckIntervalSeconds: 10 });
      targetGroups.register(green, announceScript('10.0.0.2').target);
      await makeRule(
        listener,
        1,
        [{ Field: 'path-pattern', Values: ['/*'] }],
        [forwardTo([group, 1], [green, 1])],
      );
      for (let count = 0; count < 50; count += 1) await clock.run(dataPlane.send(listener, GET));
      return exchanges;
    };
    expect(await run()).toEqual(await run());
  });
});
