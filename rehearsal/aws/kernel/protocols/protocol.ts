import { AwsError } from '../errors.ts';
import type { ApiResponse } from '../http.ts';
import type { OperationModel, ServiceModel } from '../model.ts';

/** How one request carries its input, and how it is answered. */
export interface Protocol {
  /** @throws AwsError when the service has no such operation */
  findOperation(name: string, service: ServiceModel): OperationModel;
  /**
   * The input of the operation, in the kinds that its schema names.
   * @throws AwsError when the request carries no such input
   */
  readInput(operation: OperationModel): unknown;
  writeOutput(answer: Answer): ApiResponse;
  /** @param service absent when the request's service is not there */
  writeError(error: AwsError, requestId: string, service: ServiceModel | undefined): ApiResponse;
}

export interface Answer {
  readonly service: ServiceModel;
  readonly operation: OperationModel;
  readonly output: object;
  readonly requestId: string;
}

/** An error as its service's model knows it: an operation may throw it by its shape or by its query code. */
export interface NamedError {
  readonly shape: string;
  readonly code: string;
  readonly status: number;
}

/** The status is the model's where the operation gave none of its own. */
export function nameError(error: AwsError, service: ServiceModel | undefined): NamedError {
  const { code, status } = error;
  const known = service?.errors.get(code);
  if (!known) return { shape: code, code, status };
  return { shape: known.shape, code: known.code, status: status === 400 ? (known.status ?? 400) : status };
}

/** JSON and CBOR find an operation by its name alone. */
export function findByName(name: string, { operations, name: service }: ServiceModel): OperationModel {
  const operation = operations.get(name);
  if (operation) return operation;
  throw new AwsError('UnknownOperationException', `${service} has no operation ${name}`);
}

/** Whose fault it is, in the query protocol's words. */
export function faultOf(status: number): 'Sender' | 'Receiver' {
  return status < 500 ? 'Sender' : 'Receiver';
}

/** Clients from the time of the query protocol find its code in this header. */
export function queryErrorHeader(
  { code, status }: NamedError,
  service: ServiceModel | undefined,
): Readonly<Record<string, string>> {
  return service?.queryCompatible ? { 'x-amzn-query-error': `${code};${faultOf(status)}` } : {};
}

/** In the words of AWS's front for JSON and CBOR. */
export const SERIALIZATION = 'SerializationException';

/** Where AWS's own framework keeps the errors that every service has. */
const COMMON_NAMESPACES: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  ThrottlingException: 'com.amazon.coral.availability',
};

/** `com.amazonaws.cloudwatch#ResourceNotFound`, as JSON 1.0 and CBOR name errors. */
export function shapeId({ shape }: NamedError, service: ServiceModel | undefined): string {
  const namespace = service?.errors.has(shape) ? service.namespace : COMMON_NAMESPACES[shape];
  return `${namespace ?? 'com.amazon.coral.service'}#${shape}`;
}
