import type { IncomingMessage } from 'node:http';
import type { PlainRequest } from '../../network.ts';
import { hostOf, type RoutedRequest, splitUrl } from '../routing/request.ts';

/** The request as a script sees it. */
export function plainRequest(
  request: IncomingMessage,
  added: Readonly<Record<string, string>>,
): PlainRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = joined(value) ?? '';
  return { method: request.method ?? 'GET', url: request.url ?? '/', headers: { ...headers, ...added } };
}

/** The request as rules see it. */
export function routedRequest(request: IncomingMessage): RoutedRequest {
  return {
    method: request.method ?? 'GET',
    host: hostOf(request.headers.host),
    ...splitUrl(request.url ?? '/'),
    sourceAddress: sourceAddress(request),
    header: (name) => request.headersDistinct[name] ?? [],
  };
}

/** Whoever connected; Node shows IPv4 on a dual-stack socket as IPv6. */
export function sourceAddress(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

/** A header that was sent several times, as one. */
export function joined(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
