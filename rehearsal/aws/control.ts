import type { JournalEntry } from './kernel/dispatch.ts';
import type { ApiRequest, ApiResponse } from './kernel/http.ts';

/** What the control API tells; none of it exists on AWS. */
export interface ControlPorts {
  /** Where each listener is really reached, by its ARN. */
  readonly endpoints: () => Readonly<Record<string, string>>;
  readonly journal: readonly JournalEntry[];
}

/**
 * Answers `GET /_embedded/endpoints` (`{"listeners": {"<arn>": "http://address:port"}}`) and `GET /_embedded/calls`
 * (every AWS call so far: time, service, operation, access key, error; with `?since=` from that time on, in milliseconds).
 * Requests of a web page are refused: a browser names their origin.
 */
export function createControl(ports: ControlPorts): (request: ApiRequest) => ApiResponse {
  return (request) => {
    if (request.headers.origin !== undefined) return json(403, { message: 'Not for web pages.' });
    if (request.method !== 'GET') return json(405, { message: `${request.method} is not understood here.` });
    switch (request.path) {
      case '/_embedded/endpoints':
        return json(200, { listeners: ports.endpoints() });
      case '/_embedded/calls':
        return answerCalls(ports.journal, request.query.since ?? '0');
      default:
        return json(404, { message: `The embedded AWS has no ${request.path}.` });
    }
  };
}

function answerCalls(journal: readonly JournalEntry[], since: string): ApiResponse {
  if (!/^\d+$/.test(since)) {
    return json(400, {
      message: `since is ${JSON.stringify(since)}; milliseconds since the epoch are wanted.`,
    });
  }
  const calls = journal
    .filter(({ at }) => at >= Number(since))
    .map(({ at, call, error }) => ({
      at,
      service: call.service,
      operation: call.operation,
      accessKeyId: call.accessKeyId,
      ...(error === undefined ? {} : { error }),
    }));
  return json(200, { calls });
}

function json(status: number, value: object): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(value)),
  };
}
