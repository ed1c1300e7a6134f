import { readScanScript } from './ecr/scanning/read-script.ts';
import type { Scans } from './ecr/scanning/scans.ts';
import type { Faults } from './faults/faults.ts';
import { readFault } from './faults/read-fault.ts';
import type { JournalEntry } from './kernel/dispatch.ts';
import type { ApiRequest, ApiResponse } from './kernel/http.ts';

/** What the control API tells and does; none of it exists on AWS. */
export interface ControlPorts {
  /** Where each listener is really reached, by its ARN. */
  readonly endpoints: () => Readonly<Record<string, string>>;
  readonly journal: readonly JournalEntry[];
  readonly faults: Faults;
  readonly scriptScan: Scans['script'];
}

/**
 * - `GET /_embedded/endpoints`: `{"listeners": {"<arn>": "http://address:port"}}`
 * - `GET /_embedded/calls`: the newest AWS calls: time, service, operation, access key, error; with `?since=` from that
 *   time on, in milliseconds
 * - `GET /_embedded/faults`: `{"faults": [{"id", "fault", "hits"}]}`; `POST` begins one of `faults/fault.ts` (`{"id"}`) or
 *   lets an act happen (`{"tasks": ["<arn>"]}`); `DELETE /_embedded/faults/<id>` ends one, `DELETE /_embedded/faults` all
 * - `PUT /_embedded/scans`: what scans of an image find (`ecr/scanning/read-script.ts`)
 *
 * Requests of a web page are refused: a browser names their origin, or a host that is not this machine's own.
 */
export function createControl(ports: ControlPorts): (request: ApiRequest) => ApiResponse {
  return (request) => {
    if (isFromWebPage(request)) return json(403, { message: 'Not for web pages.' });
    const [, , subject = '', ...rest] = request.path.split('/');
    if (subject === 'faults') return answerFaults(ports.faults, request, rest.join('/'));
    if (request.path === '/_embedded/scans') return scriptScan(ports.scriptScan, request);
    if (rest.length > 0 || !(subject === 'endpoints' || subject === 'calls')) {
      return json(404, { message: `The embedded AWS has no ${request.path}.` });
    }
    if (request.method !== 'GET') return notUnderstood(request);
    if (subject === 'endpoints') return json(200, { listeners: ports.endpoints() });
    return answerCalls(ports.journal, request.query.since ?? '0');
  };
}

/** A page whose name somebody lets point to this machine has no foreign origin, but its own host. */
function isFromWebPage({ headers }: ApiRequest): boolean {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return true;
  const host = headers.host?.replace(/:\d+$/, '') ?? 'localhost';
  return !(host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host));
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

function answerFaults(faults: Faults, request: ApiRequest, id: string): ApiResponse {
  if (id !== '') {
    if (request.method !== 'DELETE') return notUnderstood(request);
    return faults.end(id)
      ? json(200, {})
      : json(404, { message: `There is no fault ${JSON.stringify(id)}.` });
  }
  switch (request.method) {
    case 'GET':
      return json(200, { faults: faults.list() });
    case 'POST':
      return addFault(faults, request.body);
    case 'DELETE':
      faults.endAll();
      return json(200, {});
    default:
      return notUnderstood(request);
  }
}

function addFault(faults: Faults, body: Uint8Array): ApiResponse {
  let wanted: ReturnType<typeof readFault>;
  try {
    wanted = readFault(body);
  } catch (error) {
    return json(400, { message: (error as Error).message });
  }
  if (wanted.kind === 'kill-task' || wanted.kind === 'kill-machine') {
    return json(200, { tasks: faults.act(wanted) });
  }
  return json(201, { id: faults.add(wanted) });
}

function scriptScan(script: Scans['script'], request: ApiRequest): ApiResponse {
  if (request.method !== 'PUT') return notUnderstood(request);
  try {
    const { image, outcome } = readScanScript(new TextDecoder().decode(request.body));
    script(image, outcome);
    return json(200, {});
  } catch (error) {
    return json(400, { message: (error as Error).message });
  }
}

function notUnderstood({ method }: ApiRequest): ApiResponse {
  return json(405, { message: `${method} is not understood here.` });
}

function json(status: number, value: object): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(value)),
  };
}
