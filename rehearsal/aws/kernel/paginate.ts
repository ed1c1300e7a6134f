/** How one call walks a list. */
export interface PageRequest<Item> {
  /** Most items of this page. */
  readonly limit: number;
  /** As the page before gave it. */
  readonly token: string | undefined;
  /** A text that no two items share; items are sorted by it. */
  readonly keyOf: (item: Item) => string;
  readonly descending?: boolean;
}

export interface Page<Item> {
  readonly items: Item[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

/**
 * One page of a list in the order of its keys. The token names the last item given, not a position: items that come
 * or go between two calls make no other item appear twice or be missed.
 * @throws InvalidTokenError when no call of this kind gave the token
 */
export function paginate<Item>(
  items: Iterable<Item>,
  { limit, token, keyOf, descending = false }: PageRequest<Item>,
): Page<Item> {
  const after = token === undefined ? undefined : readToken(token);
  const direction = descending ? -1 : 1;
  const rest = [...items]
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || compare(key, after) * direction > 0)
    .sort((a, b) => compare(a.key, b.key) * direction);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    ...(last && rest.length > limit ? { nextToken: writeToken(last.key) } : {}),
  };
}

/** A token that was made up or damaged; each service refuses it in its own words. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError';
}

/** By code units, as AWS sorts names: `Z` before `a`. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const MARK = 'page:';

function writeToken(key: string): string {
  return Buffer.from(MARK + key).toString('base64');
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  if (!text.startsWith(MARK)) throw new InvalidTokenError(`Not a page token: ${token}`);
  return text.slice(MARK.length);
}
