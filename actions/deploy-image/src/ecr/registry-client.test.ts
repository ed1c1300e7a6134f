import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { createRegistryClient } from './registry-client.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const digest = `sha256:${'a'.repeat(64)}`;
const clientOf = (endpoint: string, signal = new AbortController().signal) =>
  createRegistryClient({ endpoint, user: 'AWS', password: 'secret' }, signal);

test('a refusal names the registry, the answer, what was tried and what the registry said', async () => {
  const endpoint = await listen((request, response) => {
    const status = request.method === 'HEAD' ? 404 : 403;
    response
      .writeHead(status)
      .end('{"errors":[{"code":"DENIED","message":"not authorized to perform: ecr:InitiateLayerUpload"}]}');
  });
  await expect(clientOf(endpoint).copyBlob(digest, 'dev', 'prod')).rejects.toThrow(
    `The registry ${endpoint} answered 403 when it was to take ${digest} into prod: DENIED: not authorized to perform: ecr:InitiateLayerUpload`,
  );
});

test('layers that lie on another host are fetched there, without the password', async () => {
  const seen: (string | undefined)[] = [];
  const storage = await listen((request, response) => {
    seen.push(request.headers.authorization);
    response.end('layer');
  });
  const written: string[] = [];
  const endpoint = await listen(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    switch (request.method) {
      case 'HEAD':
        return response.writeHead(404).end();
      case 'POST':
        return response.writeHead(202, { location: '/v2/prod/blobs/uploads/1?state=a' }).end();
      case 'GET':
        return response.writeHead(307, { location: `${storage}/layer` }).end();
      case 'PATCH':
        written.push(body);
        return response.writeHead(202, { location: '/v2/prod/blobs/uploads/1?state=b' }).end();
      default:
        written.push(`${request.method} ${request.url}`);
        return response.writeHead(201).end();
    }
  });
  expect(await clientOf(endpoint).copyBlob(digest, 'dev', 'prod')).toBe('copied');
  expect(seen).toEqual([undefined]);
  const end = `/v2/prod/blobs/uploads/1?${new URLSearchParams({ state: 'b', digest })}`;
  expect(written).toEqual(['layer', `PUT ${end}`]);
});

test('a cancel ends the copy', async () => {
  const cancel = new AbortController();
  const endpoint = await listen(() => cancel.abort(new Error('cancelled')));
  await expect(clientOf(endpoint, cancel.signal).copyBlob(digest, 'dev', 'prod')).rejects.toThrow(
    'cancelled',
  );
});
