import { HttpResponse } from '@smithy/core/protocols';
import type { Dispatch } from './dispatch.ts';

/** The part of an SDK request that a handler reads. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/**
 * The embedded AWS as an SDK `requestHandler`: real clients, no socket. Answers come as bytes, so nothing but promises
 * stands between the call and its result and a virtual clock sees when a caller has become idle.
 */
export function createInProcessHandler(dispatch: Dispatch) {
  return {
    async handle(
      request: SdkRequest,
      { abortSignal }: { readonly abortSignal?: unknown } = {},
    ): Promise<{ response: HttpResponse }> {
      const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
      if (signal?.aborted) throw abortError();
      const sent = dispatch({
        method: request.method,
        path: request.path,
        query: Object.fromEntries(
          Object.entries(request.query ?? {}).map(([key, value]) => [key, String(value)]),
        ),
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body:
          typeof request.body === 'string'
            ? new TextEncoder().encode(request.body)
            : (request.body ?? new Uint8Array()),
      });
      const answer = signal ? await unlessAborted(sent, signal) : await sent;
      return {
        response: new HttpResponse({
          statusCode: answer.status,
          headers: { ...answer.headers },
          body: answer.body,
        }),
      };
    },
  };
}

/** Like the SDK's own handlers: the caller hears nothing more, and what was sent may arrive all the same. */
function unlessAborted<Answer>(sent: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    sent.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function abortError(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}

/** Who calls, and from where; an administrator in Ireland when not given. */
export interface InProcessCaller {
  readonly region?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly sessionToken?: string | undefined;
}

/**
 * Settings that tie any SDK client to the embedded AWS in this process: `new ECSClient(inProcessClient(dispatch))`.
 * One attempt per call: the SDK waits between attempts on the machine's clock, which a virtual run must not.
 */
export function inProcessClient(
  dispatch: Dispatch,
  { region = 'eu-west-1', accessKeyId = 'REHEARSAL', sessionToken }: InProcessCaller = {},
) {
  const credentials = { accessKeyId, secretAccessKey: 'rehearsal' };
  return {
    region,
    credentials: sessionToken === undefined ? credentials : { ...credentials, sessionToken },
    requestHandler: createInProcessHandler(dispatch),
    maxAttempts: 1,
  };
}
