/** An answer of AWS's kind that says no; every protocol writes it in its own form. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** The code as clients compare it: `ClusterNotFoundException`, `TargetGroupNotFound`. */
  readonly code: string;
  /** HTTP status: 4xx is the caller's fault, 5xx the service's. */
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** What exists on AWS and not here. Never an invented success. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `The embedded AWS does not implement ${what}.`, 501);
}

/** No answer at all: the connection breaks off. In process clients see what the SDK makes of a reset socket. */
export class ConnectionLost extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ECONNRESET';

  constructor() {
    super('socket hang up');
  }
}
