import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Dispatch } from './kernel/dispatch.ts';
import type { ApiRequest, ApiResponse } from './kernel/http.ts';

/** What the one endpoint serves: AWS's APIs, the image registry, and the control API of the embedded AWS itself. */
export interface Fronts {
  readonly dispatch: Dispatch;
  readonly registry: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly control: (request: ApiRequest) => ApiResponse;
}

/** More than any call of the implemented APIs may carry. */
const BODY_LIMIT = 24 * 1024 * 1024;

/** Makes the HTTP server of the embedded AWS; the caller lets it listen, on loopback only. */
export function createFrontServer(fronts: Fronts): Server {
  const server = createServer((request, response) => {
    serve(fronts, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  // Clients keep connections for minutes; the server must not close one just as a client reuses it.
  server.keepAliveTimeout = 120_000;
  return server;
}

async function serve(fronts: Fronts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://embedded');
  if (url.pathname === '/v2' || url.pathname.startsWith('/v2/')) return fronts.registry(request, response);
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const api: ApiRequest = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: await buffer(request),
  };
  const answer = url.pathname.startsWith('/_embedded/') ? fronts.control(api) : await fronts.dispatch(api);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.byteLength });
  response.end(answer.body);
}
