import { InvalidTokenError, paginate } from '../kernel/paginate.ts';
import { invalid } from './checks.ts';

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
  try {
    const { items: found, nextToken } = paginate(items, { limit: MaxItems, token: Marker, keyOf });
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
