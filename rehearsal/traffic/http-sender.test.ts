import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createHttpSender, type HttpSender } from './http-sender.ts';
import type { RequestKind } from './outcome.ts';

const servers: (Server | HttpServer)[] = [];
const senders: HttpSender[] = [];
afterEach(() => {
  for (const sender of senders.splice(0)) sender.close();
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server | HttpServer): Promise<HttpSender> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const sender = createHttpSender(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  senders.push(sender);
  return sender;
}

/** Answers every connection with the same bytes and then closes it, or resets it. */
function answerWith(bytes: string, end: (socket: Socket) => void = (socket) => socket.end()) {
  return listen(
    createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.write(bytes, () => end(socket)));
    }),
  );
}

const send = (sender: HttpSender, kind: RequestKind = 'fresh', signal = new AbortController().signal) =>
  sender.send(kind, signal);

describe('what is a whole answer', () => {
  test.each([
    [
      'a body as long as announced',
      'HTTP/1.1 200 OK\r\nx-app-version: 7\r\ncontent-length: 2\r\n\r\nok',
      'answered',
    ],
    [
      'a chunked body with its end',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
      'answered',
    ],
    ['no body where there is none', 'HTTP/1.1 204 No Content\r\n\r\n', 'answered'],
    ['a body that is too short', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok', 'incomplete'],
    [
      'a chunked body without its end',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n',
      'incomplete',
    ],
    ['a body of unknown length', 'HTTP/1.1 200 OK\r\n\r\nok', 'incomplete'],
  ])('%s', async (_, bytes, kind) => {
    expect((await send(await answerWith(bytes))).kind).toBe(kind);
  });

  test('status and version are those of the answer', async () => {
    const sender = await answerWith('HTTP/1.1 503 No\r\nx-app-version: v7\r\ncontent-length: 0\r\n\r\n');
    expect(await send(sender)).toEqual({ kind: 'answered', status: 503, version: 'v7' });
  });

  test('a body that is cut off by a reset is none, whether its beginning was read in time or not', async () => {
    const bytes = 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok';
    const sender = await answerWith(bytes, (socket) => socket.resetAndDestroy());
    expect((await send(sender)).kind).toMatch(/^(incomplete|reset)$/);
  });

  test('a POST has to get back what it sent', async () => {
    const echo = await listen(
      createServer(async (request, response) => {
        const body = await buffer(request);
        response.setHeader('content-length', body.length).end(request.method === 'POST' ? body : 'get');
      }),
    );
    expect(await send(echo, 'post')).toMatchObject({ kind: 'answered', status: 200 });
    const liar = await answerWith('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    expect(await send(liar, 'post')).toMatchObject({ kind: 'incomplete', status: 200 });
  });
});

describe('what is no answer', () => {
  test('resets, by RST and by closing the connection', async () => {
    const resetting = createSocketServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await send(await listen(resetting))).toEqual({ kind: 'reset' });
    const closing = createSocketServer((socket) => socket.once('data', () => socket.end()));
    expect(await send(await listen(closing))).toEqual({ kind: 'reset' });
  });

  test('refusals, where nobody listens', async () => {
    const sender = await listen(createServer());
    const [server] = servers;
    server?.close();
    expect(await send(sender)).toEqual({ kind: 'refused' });
  });

  test('nonsense is an error with its message', async () => {
    expect(await send(await answerWith('nonsense'))).toMatchObject({
      kind: 'error',
      message: expect.stringContaining('Parse Error'),
    });
  });

  test('an aborted request is a timeout', async () => {
    const silent = await listen(createSocketServer((socket) => socket.on('error', () => {})));
    const timeIsUp = new AbortController();
    const request = send(silent, 'fresh', timeIsUp.signal);
    timeIsUp.abort();
    expect(await request).toEqual({ kind: 'timeout' });
  });
});

test('keep-alive and POST share kept connections; fresh ones say that they close', async () => {
  const seen: [connection: string | undefined, port: number | undefined][] = [];
  const sender = await listen(
    createServer(async (request, response) => {
      const body = await buffer(request);
      seen.push([request.headers.connection, request.socket.remotePort]);
      response.setHeader('content-length', body.length).end(body);
    }),
  );
  for (const kind of ['keep-alive', 'post', 'fresh', 'fresh', 'keep-alive'] as const) {
    expect(await send(sender, kind)).toMatchObject({ kind: 'answered' });
  }
  expect(seen.map(([connection]) => connection)).toEqual([
    'keep-alive',
    'keep-alive',
    'close',
    'close',
    'keep-alive',
  ]);
  const [first, second, third, fourth, fifth] = seen.map(([, port]) => port);
  expect([second, fifth]).toEqual([first, first]);
  expect(new Set([first, third, fourth]).size).toBe(3);
});
