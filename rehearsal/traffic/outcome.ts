/**
 * How the client sends: on a connection that it keeps, on a new one, or with a body (on a kept one). The first finds
 * connections that were closed under a client, the second finds new tasks, the third requests that nobody may repeat.
 */
export type RequestKind = 'keep-alive' | 'fresh' | 'post';

/** In the order in which they take turns. */
export const REQUEST_KINDS: readonly RequestKind[] = ['keep-alive', 'fresh', 'post'];

/** What each kind asks for. */
export const REQUESTS: Readonly<
  Record<RequestKind, { readonly method: 'GET' | 'POST'; readonly path: string }>
> = {
  'keep-alive': { method: 'GET', path: '/' },
  fresh: { method: 'GET', path: '/' },
  post: { method: 'POST', path: '/echo' },
};

/** How a request ended, as its sender saw it. */
export type Outcome =
  /** The whole answer came. */
  | { readonly kind: 'answered'; readonly status: number; readonly version: string | undefined }
  /** An answer began, and its body broke off, or cannot be told to be whole, or is not the one asked for. */
  | { readonly kind: 'incomplete'; readonly status: number; readonly version: string | undefined }
  | { readonly kind: 'reset' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'timeout' }
  /** Any other error of the connection. */
  | { readonly kind: 'error'; readonly message: string };

/** Everything that is not a whole answer has a column of its own. */
export type FailureKind = Exclude<Outcome['kind'], 'answered'>;

export interface FinishedRequest {
  readonly kind: RequestKind;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly milliseconds: number;
  readonly outcome: Outcome;
}

/** Only a whole answer with a status of 200 to 299 is good. */
export function isGood(outcome: Outcome): boolean {
  return outcome.kind === 'answered' && outcome.status >= 200 && outcome.status <= 299;
}

/** One clause: why the request counts as failed. */
export function describeFailure(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'answered':
      return `status ${outcome.status}`;
    case 'incomplete':
      return `status ${outcome.status} with an incomplete body`;
    case 'reset':
      return 'connection reset';
    case 'refused':
      return 'connection refused';
    case 'timeout':
      return 'no whole answer in time';
    case 'error':
      return outcome.message;
  }
}
