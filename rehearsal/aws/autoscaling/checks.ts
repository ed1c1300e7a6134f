import { notImplemented } from '../kernel/errors.ts';
import { InvalidTokenError, type Page, paginate } from '../kernel/paginate.ts';
import { constraintError, invalidNextToken, validation } from './errors.ts';

/** Which resource a call is about. */
interface Subject {
  readonly ServiceNamespace?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly ScalableDimension?: string | undefined;
}

/** @throws AwsError NotImplemented for a namespace that exists on AWS only */
export function checkNamespace(namespace: string | undefined): void {
  if (namespace !== 'ecs') throw notImplemented(`scaling in the namespace ${namespace}`);
}

export function checkDimension(dimension: string | undefined): void {
  if (dimension !== undefined && dimension !== 'ecs:service:DesiredCount') throw unsupported();
}

/**
 * The id of an ECS service: `service/<cluster>/<name>`.
 * @throws AwsError unless the call is about the desired count of one
 */
export function readSubject({
  ServiceNamespace: namespace,
  ResourceId: resourceId = '',
  ScalableDimension: dimension,
}: Subject): string {
  checkNamespace(namespace);
  checkDimension(dimension);
  if (!/^service\/[^/]+\/[^/]+$/.test(resourceId)) throw unsupported();
  return resourceId;
}

function unsupported() {
  return validation('Unsupported service namespace, resource type or scalable dimension');
}

/** For members that the API's model leaves optional although they are needed. */
export function requireValue<Value>(member: string, value: Value | undefined): Value {
  if (value === undefined) throw constraintError(member, value, 'not be null');
  return value;
}

/** @throws AwsError for a negative number */
export function checkCount(member: string, count: number | undefined): void {
  if (count === undefined || count >= 0) return;
  throw constraintError(member, count, 'have value greater than or equal to 0');
}

/** @throws AwsError for a negative bound, or a maximum below the minimum */
export function checkBounds(min: number, max: number): void {
  checkCount('minCapacity', min);
  checkCount('maxCapacity', max);
  if (min > max) throw validation('Maximum capacity cannot be less than minimum capacity');
}

/** Describe calls give at most 50 things at a time. */
const PAGE_LIMIT = 50;

export function takePage<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  input: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
  descending = false,
): Page<Item> {
  const limit = input.MaxResults ?? PAGE_LIMIT;
  if (limit < 1 || limit > PAGE_LIMIT) {
    throw validation(`MaxResults must be between 1 and ${PAGE_LIMIT}.`);
  }
  try {
    return paginate(items, { limit, token: input.NextToken, keyOf, descending });
  } catch (error) {
    if (error instanceof InvalidTokenError) throw invalidNextToken();
    throw error;
  }
}
