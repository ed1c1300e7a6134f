import { AwsError } from '../kernel/errors.ts';
import { InvalidTokenError, type Page, type PageRequest, paginate } from '../kernel/paginate.ts';

/** A refusal in the words ECR has for an input that its model does not allow. */
export function constraintError(member: string, constraint: string): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `Invalid parameter at '${member}' failed to satisfy constraint: '${constraint}'`,
  );
}

const REPOSITORY_NAME = '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*';
const TAG = '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}';

/** @throws AwsError InvalidParameterException when no repository can have the name */
export function checkRepositoryName(name: string | undefined): string {
  const text = requireMember('repositoryName', name);
  if (text.length < 2) {
    throw constraintError('repositoryName', 'must have length greater than or equal to 2');
  }
  if (text.length > 256) {
    throw constraintError('repositoryName', 'must have length less than or equal to 256');
  }
  return checkPattern('repositoryName', text, REPOSITORY_NAME);
}

/** @throws AwsError InvalidParameterException */
export function checkTag(tag: string): string {
  return checkPattern('imageTag', tag, TAG);
}

function checkPattern(member: string, text: string, pattern: string): string {
  if (!new RegExp(`^${pattern}$`).test(text)) {
    throw constraintError(member, `must satisfy regular expression '${pattern}'`);
  }
  return text;
}

/** @throws AwsError InvalidParameterException when the caller left the member out */
export function requireMember<Value>(member: string, value: Value | undefined): Value {
  if (value === undefined) throw constraintError(member, 'Member must not be null');
  return value;
}

/** @throws AwsError InvalidParameterException when the value is not one of the allowed */
export function checkEnum<Value extends string>(
  member: string,
  value: Value | undefined,
  allowed: readonly Value[],
): Value {
  const given = requireMember(member, value);
  if (!allowed.includes(given)) {
    throw constraintError(member, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
  }
  return given;
}

const PAGE_DEFAULT = 100;
const PAGE_LIMIT = 1000;

/** A page of repositories, images or tags: 100 unless the caller wants up to 1,000. */
export function listPage<Item>(
  items: Iterable<Item>,
  keyOf: PageRequest<Item>['keyOf'],
  input: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
): Page<Item> {
  const limit = input.maxResults ?? PAGE_DEFAULT;
  if (limit < 1) throw constraintError('maxResults', 'Member must have value greater than or equal to 1');
  if (limit > PAGE_LIMIT) {
    throw constraintError('maxResults', `Member must have value less than or equal to ${PAGE_LIMIT}`);
  }
  try {
    return paginate(items, { limit, token: input.nextToken, keyOf });
  } catch (error) {
    if (!(error instanceof InvalidTokenError)) throw error;
    throw new AwsError('InvalidParameterException', 'Invalid parameter at nextToken: the token is not valid');
  }
}
