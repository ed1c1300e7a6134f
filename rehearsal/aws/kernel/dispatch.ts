import type { Clock } from '../../../lib/action/clock.ts';
import { type Call, readCaller } from './call.ts';
import { AwsError, notImplemented } from './errors.ts';
import type { ApiRequest, ApiResponse } from './http.ts';
import { readJsonInput, writeJsonError, writeJsonOutput } from './json-protocol.ts';
import type { OperationModel } from './model.ts';
import { readForm, readQueryInput, writeQueryError, writeQueryOutput } from './query-protocol.ts';
import type { Random } from './random.ts';
import type { Service } from './service.ts';

/** One call and how it ended: the journal of a run, and what reports count. */
export interface JournalEntry {
  /** Milliseconds since the epoch, by the embedded AWS's clock. */
  readonly at: number;
  readonly call: Call;
  readonly input: unknown;
  /** The error's code; absent when the call succeeded. */
  readonly error?: string;
}

/** A call whose caller and input are known, before its operation is carried out. */
export interface Attempt {
  readonly service: Service;
  readonly call: Call;
  readonly input: unknown;
}

/** Throws an AwsError when the call may not be carried out: no permission, too many calls. */
export type Guard = (attempt: Attempt) => void | Promise<void>;

export interface DispatchPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly onCall: (entry: JournalEntry) => void;
  /** Asked in this order before every operation. */
  readonly guards?: readonly Guard[];
}

export type Dispatch = (request: ApiRequest) => Promise<ApiResponse>;

/** Routes a request of any protocol to the operation it names, and writes the answer in that protocol. */
export function createDispatch(services: readonly Service[], ports: DispatchPorts): Dispatch {
  return async (request) => {
    const requestId = ports.random.uuid();
    const route = findRoute(services, request);
    const answer = await answerRequest(route, request, requestId, ports);
    return { ...answer, headers: { ...answer.headers, date: new Date(ports.clock.now()).toUTCString() } };
  };
}

interface Route {
  readonly service: Service | undefined;
  readonly operation: string;
  readonly form?: URLSearchParams;
}

function findRoute(services: readonly Service[], request: ApiRequest): Route {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    const [prefix = '', operation = ''] = target.split('.');
    return { service: services.find(({ model }) => model.target === prefix), operation };
  }
  const form = readForm(request);
  const version = form.get('Version');
  const operation = form.get('Action') ?? '';
  const service = services.find(({ model }) => model.protocol === 'query' && model.version === version);
  // Without either it is no call of the query protocol, but of a REST service, or nobody's.
  return service || operation ? { service, operation, form } : { service, operation };
}

async function answerRequest(
  { service, operation, form }: Route,
  request: ApiRequest,
  requestId: string,
  ports: DispatchPorts,
): Promise<ApiResponse> {
  try {
    if (!service) throw notImplemented(nameCall(request, operation));
    const model = findOperation(service, operation);
    const call: Call = { ...readCaller(request), requestId, operation };
    const input = form ? readQueryInput(form, model) : await readJsonInput(request, model);
    const output = await perform(service, call, input, ports);
    return form
      ? writeQueryOutput(service.model, model, output, requestId)
      : writeJsonOutput(model, output, requestId);
  } catch (error) {
    const refusal = asAwsError(error);
    return form
      ? writeQueryError(service?.model ?? { xmlNamespace: '' }, refusal, requestId)
      : writeJsonError(refusal, requestId);
  }
}

/** `ec2:DescribeVpcs`; calls of REST services name no operation. */
function nameCall(request: ApiRequest, operation: string): string {
  return `${readCaller(request).service}:${operation || `${request.method} ${request.path}`}`;
}

function findOperation(service: Service, operation: string): OperationModel {
  const model = service.model.operations.get(operation);
  if (model) return model;
  const code = service.model.protocol === 'query' ? 'InvalidAction' : 'UnknownOperationException';
  throw new AwsError(code, `${service.model.name} has no operation ${operation}`);
}

async function perform(service: Service, call: Call, input: unknown, ports: DispatchPorts): Promise<object> {
  const at = ports.clock.now();
  const operation = service.operations[call.operation];
  try {
    if (!operation) throw notImplemented(`${service.model.name}:${call.operation}`);
    for (const guard of ports.guards ?? []) await guard({ service, call, input });
    const output = await operation(input, call);
    ports.onCall({ at, call, input });
    return output;
  } catch (error) {
    ports.onCall({ at, call, input, error: asAwsError(error).code });
    throw error;
  }
}

/** A slip of the embedded AWS itself is a 500 that says so: never a success, and never a hang. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AwsError('InternalFailure', `The embedded AWS failed: ${detail}`, 500);
}
