import type { ApiResponse } from '../kernel/http.ts';
import { decodeCbor } from '../kernel/protocols/decode-cbor.ts';

/** What is wrong with an answer; undefined when AWS could have given it. */
export function judgeAnswer({ status, headers, body }: ApiResponse): string | undefined {
  const text = new TextDecoder().decode(body);
  if (status >= 500 && status !== 501) return `status ${status}: ${text.slice(0, 2000)}`;
  const code = status < 300 ? 'none' : readCode(headers['content-type'] ?? '', body, text);
  if (code === undefined) return `an error without a code: ${text.slice(0, 500)}`;
  if (code === 'InternalFailure') return text.slice(0, 2000);
  return judgeText(headers['content-type'] ?? '', body, text);
}

function readCode(type: string, body: Uint8Array, text: string): string | undefined {
  if (type === 'text/xml') return /<Code>([\w.]+)<\/Code>/.exec(text)?.[1];
  const error = (type === 'application/cbor' ? decodeCbor(body) : JSON.parse(text)) as { __type?: unknown };
  return typeof error.__type === 'string' ? error.__type : undefined;
}

function judgeText(type: string, body: Uint8Array, text: string): string | undefined {
  try {
    if (type === 'text/xml') return judgeXml(text);
    if (type === 'application/cbor') decodeCbor(body);
    else JSON.parse(text);
    return undefined;
  } catch (error) {
    return `an answer that no client reads: ${error}: ${text.slice(0, 500)}`;
  }
}

/** Characters that no XML may contain, in any spelling. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function judgeXml(text: string): string | undefined {
  if (FORBIDDEN.test(text)) return `characters that XML does not have: ${JSON.stringify(text.slice(0, 500))}`;
  const open: string[] = [];
  for (const [, slash, name = '', empty] of text.matchAll(/<(\/?)([\w:.-]+)[^<>]*?(\/?)>/g)) {
    if (slash && open.pop() !== name) return `elements that are not nested: ${text.slice(0, 500)}`;
    if (!slash && !empty) open.push(name);
  }
  return open.length === 0 ? undefined : `an element that is not closed: ${text.slice(0, 500)}`;
}
