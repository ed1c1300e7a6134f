import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { probeOverHttp, reasonOf } from './probe.ts';

const never = new AbortController().signal;

/** Probes a server that lives for this one request; without a listener it is gone before. */
async function probe(listener?: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  if (!listener) await close();
  const answer = await probeOverHttp(`http://127.0.0.1:${port}/`, never);
  if (listener) await close();
  return answer;
}

test('an answer is told by its status', async () => {
  expect(await probe((_, response) => response.writeHead(503).end())).toEqual({
    kind: 'answered',
    status: 503,
  });
});

test('a redirect, which the load balancer itself may give, is followed to what it hides', async () => {
  const answer = await probe(({ url }, response) => {
    if (url === '/') response.writeHead(301, { location: '/home' }).end();
    else response.writeHead(502).end();
  });
  expect(answer).toEqual({ kind: 'answered', status: 502 });
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
