import { AwsError, notImplemented } from '../kernel/errors.ts';
import { InvalidTokenError, type Page, type PageRequest, paginate } from '../kernel/paginate.ts';
import { groupArn, type Place } from './store.ts';

/**
 * The group that a read names: by name, or by an identifier that is a name or an ARN.
 * @throws AwsError when neither or both are given
 */
export function readGroupName(
  {
    logGroupName,
    logGroupIdentifier,
  }: { readonly logGroupName?: string | undefined; readonly logGroupIdentifier?: string | undefined },
  place: Place,
): string {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw new AwsError(
      'InvalidParameterException',
      'Exactly one of logGroupName and logGroupIdentifier must be given.',
    );
  }
  return logGroupName ?? nameOf(logGroupIdentifier ?? '', place);
}

/** @throws AwsError NotImplemented for an ARN of another account or region */
function nameOf(identifier: string, place: Place): string {
  const [, name] = /^arn:[^:]+:logs:[^:]*:\d+:log-group:(.+)$/.exec(identifier) ?? [];
  if (name === undefined) return identifier;
  if (groupArn(name, place) === identifier) return name;
  throw notImplemented('log groups of another account or region');
}

/** Most groups or streams of a page, and how many come when none is asked for. */
const PAGE_LIMIT = 50;

/** A page of groups or streams. */
export function describePage<Item>(
  items: Iterable<Item>,
  request: Omit<PageRequest<Item>, 'limit' | 'token'>,
  input: { readonly limit?: number | undefined; readonly nextToken?: string | undefined },
): Page<Item> {
  try {
    return paginate(items, { ...request, limit: input.limit ?? PAGE_LIMIT, token: input.nextToken });
  } catch (error) {
    if (!(error instanceof InvalidTokenError)) throw error;
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
}
