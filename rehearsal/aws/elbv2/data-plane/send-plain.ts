import type { ServerResponse } from 'node:http';
import { type PlainAnswer, setCookiesOf } from './own-answers.ts';

/**
 * Sends an answer that is there as a whole.
 * @param cookies Set-Cookie headers beside the answer's own
 */
export function sendPlain(
  response: ServerResponse,
  answer: PlainAnswer,
  cookies: readonly string[] = [],
): void {
  const all = [...setCookiesOf(answer), ...cookies];
  response.writeHead(answer.status, { ...answer.headers, ...(all.length > 0 && { 'set-cookie': all }) });
  response.end(answer.body);
}
