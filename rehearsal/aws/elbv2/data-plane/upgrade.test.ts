import { ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  closeAll,
  expectSoon,
  fetchOnce,
  openWebSocket,
  startEcho,
  startTarget,
  withTargets,
} from '../testing/socket-world.ts';
import { forwardTo } from '../testing/world.ts';

afterEach(closeAll);

const TARGET = { id: '10.0.0.1', port: 8080 };

describe('WebSockets', () => {
  test('both sides talk, and the exchange ends with the connection', async () => {
    const { url, exchanges } = await withTargets([[(await startEcho('blue')).port]]);
    const socket = await openWebSocket(url);
    expect(await socket.say('one')).toBe('blue:one');
    expect(await socket.say('two')).toBe('blue:two');
    expect(exchanges).toEqual([]);
    socket.close();
    await expectSoon(() =>
      expect(exchanges).toMatchObject([{ status: 101, answeredBy: 'target', forwarded: { status: 101 } }]),
    );
  });

  test('silence of the idle timeout ends the connection, talk does not', async () => {
    const { url, pass } = await withTargets([[(await startEcho('blue')).port]]);
    const socket = await openWebSocket(url);
    await pass(59);
    await socket.say('still here');
    await pass(59);
    expect(socket.isOpen()).toBe(true);
    await pass(2);
    await socket.ended;
  });

  test('a new weight leaves it where it is; the end of the deregistration delay cuts it', async () => {
    const [blue, green] = [await startEcho('blue'), await startEcho('green')];
    const world = await withTargets([[blue.port], [green.port]]);
    const socket = await openWebSocket(world.url);
    const [first = '', second = ''] = world.groups;
    const actions = [forwardTo([first, 0], [second, 1])];
    await world.client.send(
      new ModifyListenerCommand({ ListenerArn: world.listener, DefaultActions: actions }),
    );
    expect((await fetchOnce(world.url)).body).toBe('green');
    expect(await socket.say('x')).toBe('blue:x');
    await world.setDelay(first, 30);
    world.targetGroups.deregister(first, TARGET);
    await world.pass(29);
    expect(await socket.say('y')).toBe('blue:y');
    await world.pass(2);
    await socket.ended;
  });

  test('with the other setting it outlives the delay', async () => {
    const { port } = await startEcho('blue');
    const world = await withTargets([[port]], { webSocketsAfterDelay: 'kept' });
    const socket = await openWebSocket(world.url);
    await world.setDelay(world.groups[0] ?? '', 0);
    world.targetGroups.deregister(world.groups[0] ?? '', TARGET);
    await world.pass(5);
    expect(await socket.say('x')).toBe('blue:x');
  });

  test('a target that wants none answers as it likes, and so does a rule without target', async () => {
    const { port } = await startTarget((_request, response) => response.writeHead(403).end('no'));
    await expect(openWebSocket((await withTargets([[port]])).url)).rejects.toThrow('answered 403');
    await expect(openWebSocket((await withTargets([[]])).url)).rejects.toThrow('answered 503');
  });

  test('an answer that is no upgrade arrives whole, however the target frames it', async () => {
    const { port } = await startTarget((_request, response) => {
      response.write('one ');
      response.end('two');
    });
    const { url, exchanges } = await withTargets([[port]]);
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket' };
    expect(await fetchOnce(url, { headers })).toMatchObject({ status: 200, body: 'one two' });
    await expectSoon(() => expect(exchanges).toMatchObject([{ status: 200, answeredBy: 'target' }]));
  });

  test('a target that is gone is a bad gateway', async () => {
    const { server, port } = await startTarget(() => {});
    await new Promise((resolve) => server.close(resolve));
    const { url, exchanges } = await withTargets([[port]]);
    await expect(openWebSocket(url)).rejects.toThrow('answered 502');
    await expectSoon(() => expect(exchanges).toMatchObject([{ status: 502, failure: 'refused' }]));
  });

  test('closing the load balancers leaves none open', async () => {
    const world = await withTargets([[(await startEcho('blue')).port]]);
    const socket = await openWebSocket(world.url);
    await world.close();
    await socket.ended;
  });
});
