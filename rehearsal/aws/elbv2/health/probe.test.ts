import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sleep } from '../../../../lib/action/clock.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createNetwork } from '../../network.ts';
import { type CheckResult, createProbe } from './probe.ts';

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A probe of one target that is answered on a socket of this machine. */
function probeOf(port: number) {
  const [clock, network] = [createVirtualClock(0), createNetwork()];
  network.announce('10.0.0.1', () => ({ kind: 'socket', host: '127.0.0.1', port }));
  const probe = createProbe({ clock, network });
  const check = { target: { id: '10.0.0.1', port: 8080 }, port: 8080, path: '/up', timeout: 2000 };
  let cancel = () => {};
  const result = new Promise<CheckResult>((resolve) => {
    cancel = probe(check, resolve);
  });
  return { result, cancel, clock };
}

async function listen(server: ReturnType<typeof createTcpServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe('a health check over a socket', () => {
  test('asks the path on a connection of its own and gives the status', async () => {
    const seen: IncomingMessage[] = [];
    const port = await listen(
      createServer((request, response) => {
        seen.push(request);
        response.writeHead(204).end();
      }),
    );
    expect(await probeOf(port).result).toEqual({ kind: 'answered', status: 204 });
    expect(seen.map(({ method, url, headers }) => ({ method, url, headers }))).toEqual([
      {
        method: 'GET',
        url: '/up',
        headers: { host: '10.0.0.1:8080', 'user-agent': 'ELB-HealthChecker/2.0', connection: 'close' },
      },
    ]);
  });

  test('fails when refused', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    server.close();
    await once(server, 'close');
    expect(await probeOf(port).result).toEqual({ kind: 'failed' });
  });

  test('fails when the answer is no HTTP', async () => {
    const port = await listen(createTcpServer((socket) => socket.end('hello\r\n\r\n')));
    expect(await probeOf(port).result).toEqual({ kind: 'failed' });
  });

  test('times out when nothing is said, and hangs up', async () => {
    const server = createTcpServer((socket) => socket.resume());
    const port = await listen(server);
    const { result, clock } = probeOf(port);
    const [socket] = await once(server, 'connection');
    await clock.run(sleep(clock, 2000));
    expect(await result).toEqual({ kind: 'timeout' });
    await once(socket, 'close');
  });

  test('given up, it never calls back and leaves no connection and no timer', async () => {
    const server = createTcpServer((socket) => socket.resume());
    const port = await listen(server);
    const { result, cancel, clock } = probeOf(port);
    const [socket] = await once(server, 'connection');
    cancel();
    await once(socket, 'close');
    await expect(clock.run(result)).rejects.toThrow('Virtual time stands still');
  });
});
