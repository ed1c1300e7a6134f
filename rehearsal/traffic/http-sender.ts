import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { Send } from './drive.ts';
import { type Outcome, REQUESTS, type RequestKind } from './outcome.ts';

/** Sends over sockets, and never repeats a request. */
export interface HttpSender {
  readonly send: Send;
  /** Closes the kept connections. */
  close(): void;
}

const POST_BODY = Buffer.from('what is posted has to come back'.repeat(32));

/** @param url where requests go, path excluded: `http://127.0.0.1:8080` */
export function createHttpSender(url: string): HttpSender {
  const kept = new Agent({ keepAlive: true });
  const agents = { 'keep-alive': kept, fresh: false, post: kept } as const;

  function send(kind: RequestKind, signal: AbortSignal): Promise<Outcome> {
    const { method, path } = REQUESTS[kind];
    return new Promise((resolve) => {
      const headers = method === 'POST' ? { 'content-length': POST_BODY.length } : {};
      const request = httpRequest(new URL(path, url), { method, headers, agent: agents[kind], signal });
      request.on('error', (error) => resolve(readError(error)));
      request.on('response', (response) => void receive(kind, response).then(resolve));
      request.end(method === 'POST' ? POST_BODY : undefined);
    });
  }

  return { send, close: () => kept.destroy() };
}

async function receive(kind: RequestKind, response: IncomingMessage): Promise<Outcome> {
  const status = response.statusCode ?? 0;
  const version = response.headers['x-app-version']?.toString();
  const body = await readWholeBody(response);
  const isExpected = kind !== 'post' || status !== 200 || body?.equals(POST_BODY);
  return { kind: body && isExpected ? 'answered' : 'incomplete', status, version };
}

/** Undefined when the body broke off, or ended without having told its length, so that nobody can know. */
async function readWholeBody(response: IncomingMessage): Promise<Buffer | undefined> {
  const { 'content-length': length, 'transfer-encoding': encoding } = response.headers;
  try {
    const body = Buffer.concat(await response.toArray());
    const isDelimited = length !== undefined || encoding === 'chunked' || response.statusCode === 204;
    return isDelimited ? body : undefined;
  } catch {
    // Node reports a connection that closed too early as an error of the body.
    return undefined;
  }
}

function readError(error: NodeJS.ErrnoException): Outcome {
  switch (error.code) {
    case 'ECONNRESET':
    case 'EPIPE':
      return { kind: 'reset' };
    case 'ECONNREFUSED':
      return { kind: 'refused' };
    case 'ABORT_ERR':
      return { kind: 'timeout' };
    default:
      return { kind: 'error', message: error.message };
  }
}
