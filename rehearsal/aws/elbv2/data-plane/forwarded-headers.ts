import type { Random } from '../../kernel/random.ts';

/** What a load balancer knows of where a request came from. */
export interface Origin {
  readonly sourceAddress: string;
  /** Protocol and port of the listener. */
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly port: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Headers that a load balancer writes into each request; what the client sent under these names goes into them. */
export const FORWARDED_HEADERS = [
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-amzn-trace-id',
] as const;

type ForwardedHeaders = Record<(typeof FORWARDED_HEADERS)[number], string>;

export function forwardedHeaders(
  sent: { readonly forwardedFor: string | undefined; readonly traceId: string | undefined },
  origin: Origin,
  random: Random,
): ForwardedHeaders {
  const { sourceAddress, protocol, port, now } = origin;
  const trace = `1-${Math.floor(now / 1000).toString(16)}-${traceDigits(random)}`;
  return {
    'x-forwarded-for': sent.forwardedFor ? `${sent.forwardedFor}, ${sourceAddress}` : sourceAddress,
    'x-forwarded-proto': protocol === 'HTTPS' ? 'https' : 'http',
    'x-forwarded-port': String(port),
    // A trace that came from outside keeps its root; this load balancer's own part comes first.
    'x-amzn-trace-id': sent.traceId ? `Self=${trace};${sent.traceId}` : `Root=${trace}`,
  };
}

/** 24 hexadecimal digits of three draws: this is asked for every request. */
function traceDigits(random: Random): string {
  const eight = () =>
    random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return eight() + eight() + eight();
}
