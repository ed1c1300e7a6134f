import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
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

afterEach(closeAll);

describe('requests that do not end well', () => {
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
    closeLater(async () => server.close());
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
});
