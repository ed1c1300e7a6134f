import type { Clock } from '../../../lib/action/clock.ts';
import { authenticate, readScope } from './authenticate.ts';
import type { Call } from './call.ts';
import { AwsError, ConnectionLost, notImplemented } from './errors.ts';
import type { ApiRequest, ApiResponse } from './http.ts';
import type { IssuedKeys } from './principal.ts';
import { findRoute, type Route } from './protocols/route.ts';
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

/**
 * Stands around every call: faults on demand. It may carry the call out, have it refused instead, replace its answer, or
 * throw ConnectionLost, before or after the effect.
 */
export type Intercept = (attempt: Attempt, carryOut: CarryOut) => Promise<object>;

/** Does what the call asks for, or refuses it as told; the journal has it in either case. */
export type CarryOut = (refusal?: AwsError) => Promise<object>;

export interface DispatchPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly onCall: (entry: JournalEntry) => void;
  /** Without it every key is an administrator's. */
  readonly keys?: IssuedKeys;
  /** Asked in this order before every operation. */
  readonly guards?: readonly Guard[];
  readonly intercept?: Intercept;
}

/** @throws ConnectionLost when a fault takes the connection away */
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

async function answerRequest(
  { service, operation: name, protocol, refusal }: Route,
  request: ApiRequest,
  requestId: string,
  ports: DispatchPorts,
): Promise<ApiResponse> {
  try {
    if (refusal) throw refusal;
    if (!service) throw notImplemented(nameCall(request, name));
    if (service.load) await service.load();
    const operation = protocol.findOperation(name, service.model);
    const caller = authenticate(request, { service: service.model.name, operation: name }, ports.keys);
    const call: Call = { ...caller, requestId, operation: name };
    const output = await perform(service, call, protocol.readInput(operation), ports);
    return protocol.writeOutput({ service: service.model, operation, output, requestId });
  } catch (error) {
    if (error instanceof ConnectionLost) throw error;
    return protocol.writeError(asAwsError(error), requestId, service?.model);
  }
}

/** `ec2:DescribeVpcs`; calls of REST services name no operation. */
function nameCall(request: ApiRequest, operation: string): string {
  return `${readScope(request).service}:${operation || `${request.method} ${request.path}`}`;
}

async function perform(service: Service, call: Call, input: unknown, ports: DispatchPorts): Promise<object> {
  const attempt: Attempt = { service, call, input };
  const carryOut: CarryOut = async (refusal) => {
    const at = ports.clock.now();
    try {
      if (refusal) throw refusal;
      const output = await operate(attempt, ports);
      ports.onCall({ at, call, input });
      return output;
    } catch (error) {
      ports.onCall({ at, call, input, error: asAwsError(error).code });
      throw error;
    }
  };
  return ports.intercept ? ports.intercept(attempt, carryOut) : carryOut();
}

async function operate(attempt: Attempt, { guards = [] }: DispatchPorts): Promise<object> {
  const { service, call, input } = attempt;
  const operation = service.operations[call.operation];
  if (!operation) throw notImplemented(`${service.model.name}:${call.operation}`);
  service.refuseInvalid(call.operation, input);
  for (const guard of guards) await guard(attempt);
  return operation(input, call);
}

/** A slip of the embedded AWS itself is a 500 that says so: never a success, and never a hang. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AwsError('InternalFailure', `The embedded AWS failed: ${detail}`, 500);
}
