import { STATUS_CODES } from 'node:http';
import type { ScriptedAnswer } from '../../network.ts';
import type { OwnDecision } from '../routing/route.ts';

/** An answer as a whole: status, headers and body. */
export type PlainAnswer = Exclude<ScriptedAnswer['result'], string>;

/** What a load balancer answers by itself. */
export function answerDecision(decision: OwnDecision): PlainAnswer {
  switch (decision.kind) {
    case 'redirect': {
      const page = statusPage(decision.status);
      return { ...page, headers: { ...page.headers, location: decision.location } };
    }
    case 'fixed': {
      const headers = ownHeaders(decision.contentType ?? 'text/plain; charset=utf-8', decision.body);
      return { status: decision.status, headers, body: decision.body };
    }
    case 'unavailable':
      return statusPage(503);
    case 'unauthorized':
      return statusPage(401);
  }
}

/** The page that AWS shows for a status of its own making: 502, 503, 504. */
export function statusPage(status: number): PlainAnswer {
  const title = status === 503 ? '503 Service Temporarily Unavailable' : `${status} ${STATUS_CODES[status]}`;
  const body =
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n` +
    `<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: ownHeaders('text/html', body), body };
}

function ownHeaders(contentType: string, body: string): Record<string, string> {
  return {
    server: 'awselb/2.0',
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(body)),
  };
}

/** The cookies that a scripted answer sets; a script has one header of each name. */
export function setCookiesOf({ headers }: PlainAnswer): string[] {
  return headers['set-cookie'] === undefined ? [] : [headers['set-cookie']];
}
