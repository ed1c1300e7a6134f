import { type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** A Docker Engine on this machine, by the part of its HTTP API that the rehearsal needs. */
export interface EngineClient {
  readonly socketPath: string;
  /**
   * Makes a call and reads its JSON answer; an empty answer is undefined.
   * @throws EngineError when the engine refuses, or the socket's own error when there is no engine
   */
  call<Answer = undefined>(method: Method, path: string, options?: CallOptions): Promise<Answer>;
  /**
   * Makes a call and hands out its answer as it comes, once the engine has begun to answer.
   * @throws like `call`
   */
  open(method: Method, path: string, options?: CallOptions): Promise<IncomingMessage>;
}

type Method = 'GET' | 'POST' | 'DELETE';

interface CallOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly body?: Readable;
  readonly signal?: AbortSignal;
}

/** The engine's refusal, in its own words. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  /** HTTP status: 404 for what is not there, 409 for a conflict with the state it is in. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** An engine silent for so long counts as none. */
const PING_MILLISECONDS = 5_000;

/**
 * Speaks to the engine behind a socket in the newest API version that it offers.
 * @throws the socket's error when nothing answers there
 */
export async function connectEngine(socketPath: string): Promise<EngineClient> {
  const ping = await createClient(socketPath, '').open('GET', '/_ping', {
    signal: AbortSignal.timeout(PING_MILLISECONDS),
  });
  await text(ping);
  const version = ping.headers['api-version'];
  return createClient(socketPath, version === undefined ? '' : `/v${version}`);
}

function createClient(socketPath: string, prefix: string): EngineClient {
  async function open(method: Method, path: string, options: CallOptions = {}): Promise<IncomingMessage> {
    const query = new URLSearchParams(options.query).toString();
    const url = `${prefix}${path}${query && `?${query}`}`;
    const answer = await send(socketPath, method, url, options);
    const status = answer.statusCode ?? 0;
    if (status >= 400) throw new EngineError(status, readMessage(await text(answer)));
    return answer;
  }

  async function call<Answer>(method: Method, path: string, options?: CallOptions): Promise<Answer> {
    const answer = await text(await open(method, path, options));
    // The engine's API fixes what comes; its types stand where the calls are made.
    return (answer === '' ? undefined : JSON.parse(answer)) as Answer;
  }

  return { socketPath, call, open };
}

function send(
  socketPath: string,
  method: Method,
  url: string,
  options: CallOptions,
): Promise<IncomingMessage> {
  const json = options.json === undefined ? undefined : JSON.stringify(options.json);
  const headers = {
    host: 'docker',
    ...(json === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) }),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const call = request(
      { socketPath, method, path: url, headers, agent: false, signal: options.signal },
      resolve,
    );
    call.on('error', reject);
    if (!options.body) {
      call.end(json);
      return;
    }
    options.body.on('error', (error) => call.destroy(error));
    options.body.pipe(call);
  });
}

function readMessage(answer: string): string {
  try {
    return (JSON.parse(answer) as { message: string }).message.trim();
  } catch {
    return answer.trim();
  }
}
