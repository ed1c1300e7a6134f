import type { PlainRequest } from '../aws/network.ts';
import type { Send } from './drive.ts';
import { type Outcome, REQUESTS, type RequestKind } from './outcome.ts';

/** A connection into the same process: its answers are always whole. */
export interface PlainConnection {
  send(request: PlainRequest): Promise<PlainOutcome>;
}

type PlainOutcome =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | 'refused'
  | 'reset';

/** As many as a browser keeps to one host. */
const KEPT_CONNECTIONS = 6;

/**
 * Sends without sockets, on whatever clock the other side lives.
 * @param connect opens a connection, as a client does who keeps it
 */
export function createPlainSender(host: string, connect: () => PlainConnection): Send {
  const kept = Array.from({ length: KEPT_CONNECTIONS }, connect);
  let sent = 0;

  function pick(kind: RequestKind): PlainConnection {
    return (kind === 'fresh' ? undefined : kept[sent++ % kept.length]) ?? connect();
  }

  return async (kind) => {
    const { method, path } = REQUESTS[kind];
    return readPlain(await pick(kind).send({ method, url: path, headers: { host } }));
  };
}

function readPlain(answer: PlainOutcome): Outcome {
  if (typeof answer === 'string') return { kind: answer };
  return { kind: 'answered', status: answer.status, version: answer.headers['x-app-version'] };
}
