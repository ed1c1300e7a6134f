import type { ServerResponse } from 'node:http';
import type { PlainAnswer } from './own-answers.ts';

/** Sends an answer that is there as a whole. */
export function sendPlain(response: ServerResponse, { status, headers, body }: PlainAnswer): void {
  response.writeHead(status, headers);
  response.end(body);
}
