import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { GITHUB_PREFIX } from './github-oidc/endpoint.ts';
import type { Dispatch } from './kernel/dispatch.ts';
import { ConnectionLost } from './kernel/errors.ts';
import type { ApiRequest, ApiResponse } from './kernel/http.ts';

/** What the one endpoint serves: AWS's APIs, the image registry, GitHub's identity provider, and the control API of the embedded AWS itself. */
export interface Fronts {
  readonly dispatch: Dispatch;
  readonly registry: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly control: (request: ApiRequest) => ApiResponse;
  readonly handleGithub: (request: ApiRequest) => ApiResponse;
}

/** More than any call of the implemented APIs may carry, in bytes. */
const BODY_LIMIT = 24 * 1024 * 1024;

/** Makes the HTTP server of the embedded AWS; the caller lets it listen, on loopback only. */
export function createFrontServer(fronts: Fronts): Server {
  const server = createServer((request, response) => {
    serve(fronts, request, response).catch((error: unknown) => {
      if (error instanceof ConnectionLost) request.socket.resetAndDestroy();
      else if (response.headersSent) response.destroy();
      else send(response, refuse(500, 'InternalFailure', `The embedded AWS failed: ${error}`));
    });
  });
  // Clients keep connections for minutes; the server must not close one just as a client reuses it.
  server.keepAliveTimeout = 120_000;
  return server;
}

async function serve(fronts: Fronts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { path, query } = splitUrl(request.url ?? '/');
  if (path === '/v2' || path.startsWith('/v2/')) return fronts.registry(request, response);
  const body = await readBody(request);
  if (!body) return send(response, refuse(413, 'RequestEntityTooLarge', TOO_LARGE));
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  const call: ApiRequest = {
    method: request.method ?? 'GET',
    ...{ path, query, body },
    headers: Object.fromEntries(headers),
  };
  send(response, await answer(fronts, call));
}

function answer(fronts: Fronts, call: ApiRequest): ApiResponse | Promise<ApiResponse> {
  if (call.path.startsWith('/_embedded/')) return fronts.control(call);
  if (call.path.startsWith(GITHUB_PREFIX)) return fronts.handleGithub(call);
  return fronts.dispatch(call);
}

const TOO_LARGE = `The body of the request is larger than ${BODY_LIMIT} bytes.`;

/** Not by `URL`: it throws for some of what a client may send, and takes `//v2/` for a host. */
function splitUrl(url: string): Pick<ApiRequest, 'path' | 'query'> {
  const [path = ''] = url.split('?', 1);
  return { path, query: Object.fromEntries(new URLSearchParams(url.slice(path.length))) };
}

/**
 * The body, or undefined when it is too large. It is read to its end in either case: an answer before that would reach
 * few clients, since they are still busy sending.
 */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return length <= BODY_LIMIT ? Buffer.concat(chunks) : undefined;
}

/** What the front says itself, before a call has reached a service and so a protocol. */
function refuse(status: number, code: string, message: string): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: new TextEncoder().encode(JSON.stringify({ __type: code, message })),
  };
}

function send(response: ServerResponse, { status, headers, body }: ApiResponse): void {
  response.writeHead(status, { ...headers, 'content-length': body.byteLength });
  response.end(body);
}
