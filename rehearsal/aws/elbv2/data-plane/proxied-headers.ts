import { FORWARDED_HEADERS } from './forwarded-headers.ts';

/** Headers as they stand on the wire: names and values in turn, repetitions kept. */
type RawHeaders = readonly string[];

/** Headers that concern one connection and never travel on. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
]);

const REWRITTEN = new Set<string>(FORWARDED_HEADERS);

/** The headers of a request on its way to a target; its framing (length or chunks) stays the client's. */
export function requestHeaders(
  sent: RawHeaders,
  added: Readonly<Record<string, string>>,
  { dropInvalid }: { dropInvalid: boolean },
): string[] {
  const kept = filterHeaders(sent, (name) => {
    if (HOP_BY_HOP.has(name) || REWRITTEN.has(name)) return false;
    return !dropInvalid || /^[a-z0-9-]+$/.test(name);
  });
  return [...kept, ...Object.entries(added).flat()];
}

/** The headers of an answer on its way to the client; how it is framed is this connection's affair. */
export function responseHeaders(received: RawHeaders): string[] {
  return filterHeaders(received, (name) => !HOP_BY_HOP.has(name) && name !== 'transfer-encoding');
}

function filterHeaders(headers: RawHeaders, keep: (lowerCaseName: string) => boolean): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const [name = '', value = ''] = [headers[index], headers[index + 1]];
    if (keep(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
