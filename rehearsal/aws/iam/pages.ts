import { InvalidTokenError, paginate } from '../kernel/paginate.ts';
import { checkNumber, invalid } from './checks.ts';

interface PageInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** Items of one page by their key, with the members in which IAM tells whether there are more. */
export function page<Item>(
  items: Iterable<Item>,
  { Marker, MaxItems = 100 }: PageInput,
  keyOf: (item: Item) => string,
) {
  const limit = checkNumber('maxItems', MaxItems, 1, 1000);
  try {
    const { items: found, nextToken } = paginate(items, { limit, token: Marker, keyOf });
    return {
      found,
      rest: {
        IsTruncated: nextToken !== undefined,
        ...(nextToken === undefined ? {} : { Marker: nextToken }),
      },
    };
  } catch (error) {
    if (error instanceof InvalidTokenError) throw invalid(`Invalid Marker: ${Marker}`);
    throw error;
  }
}
