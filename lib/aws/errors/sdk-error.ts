/** What the SDK puts on the errors it throws, as far as it is read here; everything may be absent. */
export interface SdkError {
  /** The service's code (`ClusterNotFoundException`), or the SDK's own (`TimeoutError`). */
  readonly name: string;
  readonly message: string;
  /** Of Node, for errors of the network: `ECONNREFUSED`. */
  readonly code?: string;
  readonly $fault?: 'client' | 'server';
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly clockSkewCorrected?: boolean;
  };
  /** Present when the service's model calls the error worth another try. */
  readonly $retryable?: { readonly throttling?: boolean };
  readonly hostname?: string;
  readonly address?: string;
  readonly port?: number;
}

/** The error with the SDK's fields in reach. Anything but an Error becomes an error of no known kind. */
export function asSdkError(error: unknown): SdkError {
  if (error instanceof Error) return error;
  return { name: 'Error', message: String(error) };
}

/** The error in one line: its code, where the text does not hold it, and the first line of its text. */
export function describeError(thrown: unknown): string {
  const { name, code = name, message } = asSdkError(thrown);
  const text = (message.split('\n')[0] ?? '').replace(/^@smithy\/\S+ - \[\w+\] /, '');
  return text.includes(code) || text === '' ? text || code : `${code}: ${text}`;
}
