import { InvalidTokenError, type Page, paginate } from '../kernel/paginate.ts';
import { invalidParameter } from './errors.ts';

/** ECS's lists come in pages of at most 100. */
const PAGE_LIMIT = 100;

/** @throws AwsError when `nextToken` is not one that a call like this gave, or `maxResults` is not from 1 to 100 */
export function listPage<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  input: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  { defaultLimit = PAGE_LIMIT, descending = false } = {},
): Page<Item> {
  const limit = input.maxResults ?? defaultLimit;
  if (limit < 1 || limit > PAGE_LIMIT) throw invalidParameter('maxResults should be between 1 and 100.');
  try {
    return paginate(items, { limit, token: input.nextToken, keyOf, descending });
  } catch (error) {
    if (error instanceof InvalidTokenError) throw invalidParameter('Invalid token.');
    throw error;
  }
}
