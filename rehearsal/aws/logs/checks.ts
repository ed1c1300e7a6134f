import { AwsError } from '../kernel/errors.ts';
import { InvalidTokenError, type Page, type PageRequest, paginate } from '../kernel/paginate.ts';

/** A refusal in the words CloudWatch Logs has for an input that its model does not allow. */
export function constraintError(member: string, value: unknown, constraint: string): AwsError {
  const shown = value === undefined ? 'null' : `'${value}'`;
  return new AwsError(
    'InvalidParameterException',
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

const GROUP_NAME = '[\\.\\-_/#A-Za-z0-9]+';
const STREAM_NAME = '[^:*]*';

export function checkGroupName(name: string | undefined): string {
  return checkText('logGroupName', name, GROUP_NAME);
}

export function checkStreamName(name: string | undefined): string {
  return checkText('logStreamName', name, STREAM_NAME);
}

function checkText(member: string, text: string | undefined, pattern: string): string {
  if (text === undefined) throw constraintError(member, text, 'Member must not be null');
  if (text === '') throw constraintError(member, text, 'Member must have length greater than or equal to 1');
  if (text.length > 512) {
    throw constraintError(member, text, 'Member must have length less than or equal to 512');
  }
  if (!new RegExp(`^${pattern}$`).test(text)) {
    throw constraintError(member, text, `Member must satisfy regular expression pattern: ${pattern}`);
  }
  return text;
}

/** @returns the limit that was asked for, or the greatest */
export function checkLimit(limit: number | undefined, most: number): number {
  if (limit !== undefined && limit < 1) {
    throw constraintError('limit', limit, 'Member must have value greater than or equal to 1');
  }
  if (limit !== undefined && limit > most) {
    throw constraintError('limit', limit, `Member must have value less than or equal to ${most}`);
  }
  return limit ?? most;
}

/**
 * The group that a read names: by name, or by an identifier that is a name or an ARN.
 * @throws AwsError when neither or both are given
 */
export function readGroupName(input: {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}): string {
  const { logGroupName, logGroupIdentifier } = input;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw new AwsError(
      'InvalidParameterException',
      'Exactly one of logGroupName and logGroupIdentifier must be given.',
    );
  }
  return checkGroupName(
    logGroupName ?? logGroupIdentifier?.replace(/^arn:[^:]+:logs:[^:]*:\d+:log-group:/, ''),
  );
}

/** A page of groups or streams; they come in pages of at most 50. */
export function describePage<Item>(
  items: Iterable<Item>,
  request: Omit<PageRequest<Item>, 'limit' | 'token'>,
  input: { readonly limit?: number | undefined; readonly nextToken?: string | undefined },
): Page<Item> {
  const limit = checkLimit(input.limit, 50);
  try {
    return paginate(items, { ...request, limit, token: input.nextToken });
  } catch (error) {
    if (!(error instanceof InvalidTokenError)) throw error;
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
}
