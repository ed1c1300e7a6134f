/** A server that answers every request with a small page, and tells where it listens. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reportReady } from './report.ts';

const body = 'x'.repeat(1024);
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/plain', 'content-length': body.length });
  response.end(body);
});
// Proxies keep connections over the rounds of others; one closed just as it is used again would be a 502.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  reportReady(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
