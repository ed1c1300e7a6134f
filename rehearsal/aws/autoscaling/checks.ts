import { ScalableDimension, ServiceNamespace } from '@aws-sdk/client-application-auto-scaling';
import { notImplemented } from '../kernel/errors.ts';
import { InvalidTokenError, type Page, paginate } from '../kernel/paginate.ts';
import { constraintError, invalidNextToken, validation } from './errors.ts';

/** Which resource a call is about. */
interface Subject {
  readonly ServiceNamespace?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly ScalableDimension?: string | undefined;
}

/** @throws AwsError for a namespace that AWS does not know, NotImplemented for one that exists there only */
export function checkNamespace(namespace: string | undefined): void {
  checkWord('serviceNamespace', requireValue('serviceNamespace', namespace), Object.values(ServiceNamespace));
  if (namespace !== 'ecs') throw notImplemented(`scaling in the namespace ${namespace}`);
}

export function checkDimension(dimension: string | undefined): void {
  if (dimension === undefined) return;
  checkWord('scalableDimension', dimension, Object.values(ScalableDimension));
  if (dimension !== 'ecs:service:DesiredCount') throw unsupported();
}

/**
 * The id of an ECS service: `service/<cluster>/<name>`.
 * @throws AwsError unless the call is about the desired count of one
 */
export function readSubject({
  ServiceNamespace: namespace,
  ResourceId,
  ScalableDimension: dimension,
}: Subject): string {
  checkNamespace(namespace);
  const resourceId = requireValue('resourceId', ResourceId);
  checkDimension(requireValue('scalableDimension', dimension));
  if (!/^service\/[^/]+\/[^/]+$/.test(resourceId)) throw unsupported();
  return resourceId;
}

function unsupported() {
  return validation('Unsupported service namespace, resource type or scalable dimension');
}

export function requireValue<Value>(member: string, value: Value | undefined): Value {
  if (value === undefined) throw constraintError(member, value, 'not be null');
  return value;
}

/** @throws AwsError unless the word, where there is one, is among the allowed */
export function checkWord(member: string, word: string | undefined, words: readonly string[]): void {
  if (word === undefined || words.includes(word)) return;
  throw constraintError(member, word, `satisfy enum value set: [${words.join(', ')}]`);
}

/** @throws AwsError for an empty name, a long one, or one with characters that names may not have */
export function checkName(member: string, name: string | undefined, pattern: RegExp): string {
  const given = requireValue(member, name);
  if (given.length < 1) throw constraintError(member, given, 'have length greater than or equal to 1');
  if (given.length > 256) throw constraintError(member, given, 'have length less than or equal to 256');
  if (!pattern.test(given)) {
    throw constraintError(member, given, `satisfy regular expression pattern: ${pattern.source}`);
  }
  return given;
}

/** @throws AwsError unless the number, where there is one, is whole and not negative */
export function checkCount(member: string, count: number | undefined): void {
  if (count === undefined || (Number.isInteger(count) && count >= 0)) return;
  throw constraintError(member, count, 'have value greater than or equal to 0');
}

/** @throws AwsError for a negative bound, or a maximum below the minimum */
export function checkBounds(min: number, max: number): void {
  checkCount('minCapacity', min);
  if (Number.isFinite(max)) checkCount('maxCapacity', max);
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
