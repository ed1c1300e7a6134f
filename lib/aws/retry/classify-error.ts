import { asSdkError, type SdkError } from '../errors/sdk-error.ts';

/** Why a call failed, as far as trying again is concerned. */
export type ErrorKind = 'throttled' | 'network' | 'server' | 'permanent';

/**
 * Codes that say "too fast" or "somebody else is at it". `LimitExceededException` is not among them although the SDK
 * counts it: ECS, ECR and CloudWatch Logs use it for quotas, which no waiting lifts.
 */
const THROTTLING = new Set([
  // Of Application Auto Scaling, while it is still at an earlier write of the same target.
  'ConcurrentUpdateException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TooManyUpdates',
]);

/** ECS answers two registrations of one family at the same moment with a plain ClientException. */
const THROTTLING_MESSAGE = /^(Rate exceeded|Too many concurrent attempts)/i;

/** The request did not reach AWS, so nothing can have happened there. */
const UNSENT = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

/** The request may have reached AWS, and what it asked for may have been done. */
const BROKEN_OFF = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

const TIMEOUTS = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']);

const CLOCK_SKEW = new Set([
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

const SERVER_STATUS = new Set([500, 502, 503, 504]);

/** Tells transient errors (all but `permanent`) from those that another try cannot change. */
export function classifyError(thrown: unknown): ErrorKind {
  const error = asSdkError(thrown);
  const status = error.$metadata?.httpStatusCode;
  if (error.name === 'AbortError') return 'permanent';
  if (isThrottling(thrown)) return 'throttled';
  if (isUnsent(thrown) || BROKEN_OFF.has(error.code ?? '') || TIMEOUTS.has(error.name)) return 'network';
  if (SERVER_STATUS.has(status ?? 0)) return 'server';
  if (error.$retryable !== undefined || isSkewCorrected(error)) return 'server';
  return 'permanent';
}

/** True when AWS certainly did nothing: a call that must not happen twice may be sent again. */
export function hadNoEffect(thrown: unknown): boolean {
  return isThrottling(thrown) || isUnsent(thrown);
}

/**
 * The SDK has just learned AWS's time from this answer, and signs the next request with it. It says so of any answer,
 * so the code must be one that a wrong time explains.
 */
function isSkewCorrected({ name, $metadata }: SdkError): boolean {
  return $metadata?.clockSkewCorrected === true && CLOCK_SKEW.has(name);
}

function isThrottling(thrown: unknown): boolean {
  const error = asSdkError(thrown);
  return (
    error.$metadata?.httpStatusCode === 429 ||
    THROTTLING.has(error.name) ||
    error.$retryable?.throttling === true ||
    THROTTLING_MESSAGE.test(error.message)
  );
}

function isUnsent(thrown: unknown): boolean {
  return UNSENT.has(asSdkError(thrown).code ?? '');
}
