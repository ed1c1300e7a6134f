import { AwsError } from '../kernel/errors.ts';
import { InvalidTokenError, type Page, type PageRequest, paginate } from '../kernel/paginate.ts';

/** A refusal in the words ECR has for an input that breaks one of its rules. */
export function constraintError(member: string, constraint: string): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `Invalid parameter at '${member}' failed to satisfy constraint: '${constraint}'`,
  );
}

const TAG = '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}';

/** @throws AwsError InvalidParameterException; the model's limits leave room for what no tag is */
export function checkTag(tag: string): string {
  if (new RegExp(`^${TAG}$`).test(tag)) return tag;
  throw constraintError('imageTag', `must satisfy regular expression '${TAG}'`);
}

const PAGE_DEFAULT = 100;

/** A page of repositories, images or tags: 100 unless the caller wants up to 1,000. */
export function listPage<Item>(
  items: Iterable<Item>,
  keyOf: PageRequest<Item>['keyOf'],
  input: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
): Page<Item> {
  try {
    return paginate(items, { limit: input.maxResults ?? PAGE_DEFAULT, token: input.nextToken, keyOf });
  } catch (error) {
    if (!(error instanceof InvalidTokenError)) throw error;
    throw new AwsError('InvalidParameterException', 'Invalid parameter at nextToken: the token is not valid');
  }
}
