import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { probeOverHttp, reasonOf } from './probe.ts';

const never = new AbortController().signal;

/** Probes a server that lives for this one request; without a listener it is gone before. */
async function probe(listener?: RequestListener, headers: Readonly<Record<string, string>> = {}) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  if (!listener) await close();
  const answer = await probeOverHttp({ url: `http://127.0.0.1:${port}/`, headers }, never);
  if (listener) await close();
  return answer;
}

test('an answer is told by its status, headers and body', async () => {
  const answer = await probe((_, response) => response.writeHead(503, { 'X-Version': '1.4' }).end('busy'));
  expect(answer).toMatchObject({
    kind: 'answered',
    status: 503,
    headers: { 'x-version': '1.4' },
    body: 'busy',
  });
});

test('a redirect, which the load balancer itself may give, is followed to what it hides', async () => {
  const answer = await probe(({ url }, response) => {
    if (url === '/') response.writeHead(301, { location: '/home' }).end();
    else response.writeHead(502).end();
  });
  expect(answer).toMatchObject({ kind: 'answered', status: 502 });
});

test('a redirect that never ends is no answer', async () => {
  const answer = await probe((_, response) => response.writeHead(302, { location: '/' }).end());
  expect(answer).toEqual({ kind: 'unanswered', reason: 'more than 20 redirects' });
});

test('what is no redirect in spite of its number is an answer', async () => {
  expect(await probe((_, response) => response.writeHead(304).end())).toMatchObject({ status: 304 });
});

test('a header goes with a redirect to the same host, and not to another', async () => {
  const asked: (readonly [IncomingMessage['headers']['host'], string | string[] | undefined])[] = [];
  await probe(
    ({ url, headers }, response) => {
      asked.push([headers.host?.split(':')[0], headers['x-standby']]);
      const other = `http://localhost:${headers.host?.split(':')[1]}/other`;
      const next = { '/': '/same', '/same': other }[url ?? ''];
      if (next === undefined) response.end();
      else response.writeHead(302, { location: next }).end();
    },
    { 'x-standby': 'S3CRET' },
  );
  expect(asked).toEqual([
    ['127.0.0.1', 'S3CRET'],
    ['127.0.0.1', 'S3CRET'],
    ['localhost', undefined],
  ]);
});

test('of a long body the beginning is looked at, and one without an end is left', async () => {
  const megabyte = 'x'.repeat(1024 * 1024);
  const answer = await probe((_, response) => {
    const write = () => {
      while (!response.destroyed && response.write(megabyte));
    };
    response.on('drain', write);
    write();
  });
  expect(answer).toMatchObject({ kind: 'answered', status: 200, body: 'x'.repeat(256 * 1024) });
});

test('a long body that breaks off is told, far behind what is looked at', async () => {
  const answer = await probe((_, response) => {
    response.writeHead(200, { 'content-length': '4000000' });
    response.write('x'.repeat(1_000_000), () => response.destroy());
  });
  expect(answer).toMatchObject({ kind: 'unanswered' });
});

test('nobody there is told with the reason', async () => {
  expect(await probe()).toEqual({ kind: 'unanswered', reason: expect.stringContaining('ECONNREFUSED') });
});

test('a name with several addresses, as load balancers have, is told with the reason of the first', () => {
  const cause = new AggregateError([new Error('connect ECONNREFUSED 192.0.2.1:80'), new Error('another')]);
  expect(reasonOf(new TypeError('fetch failed', { cause }))).toBe('connect ECONNREFUSED 192.0.2.1:80');
});

test('a connection that breaks off is told with the reason', async () => {
  expect(await probe(({ socket }) => socket.destroy())).toEqual({
    kind: 'unanswered',
    reason: 'other side closed',
  });
});
