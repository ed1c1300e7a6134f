import type { Filter, Tag } from '@aws-sdk/client-ec2';
import { AwsError } from '../kernel/errors.ts';
import { InvalidTokenError, type Page, paginate } from '../kernel/paginate.ts';
import { invalidValue } from './errors.ts';
import { type FilterTable, filterItems } from './filters.ts';
import { checkExist, type Kind } from './kinds.ts';

/** What the Describe calls have in common. */
export interface DescribeInput {
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly DryRun?: boolean | undefined;
}

export interface Describe<Item> {
  readonly operation: string;
  readonly kind: Kind;
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  readonly filters: FilterTable<Item>;
  /** The identifiers that the caller asks for, and what the parameter is called. */
  readonly ids: readonly string[] | undefined;
  readonly idsParameter: string;
}

const PAGE = { min: 5, max: 1000 } as const;

/**
 * The items that a Describe call asks for, in the order of their identifiers.
 * @throws AwsError for an identifier of no item, a filter that the call does not have, or a page that it cannot have
 */
export function describeItems<Item extends { readonly Tags?: readonly Tag[] | undefined }>(
  { operation, kind, items, idOf, filters, ids = [], idsParameter }: Describe<Item>,
  input: DescribeInput,
): Page<Item> {
  refuseDryRun(input);
  const limit = readLimit(input.MaxResults, ids.length > 0 ? idsParameter : undefined);
  checkExist(ids, (id) => items.some((item) => idOf(item) === id), kind);
  const named = items.filter((item) => ids.length === 0 || ids.includes(idOf(item)));
  const found = filterItems(operation, named, input.Filters ?? [], filters);
  try {
    return paginate(found, { limit, token: input.NextToken, keyOf: idOf });
  } catch (error) {
    if (error instanceof InvalidTokenError) {
      throw new AwsError('InvalidNextToken', `The token '${input.NextToken}' is invalid`);
    }
    throw error;
  }
}

/** @throws AwsError in either case: EC2 tells with an error that a call would have succeeded */
export function refuseDryRun({ DryRun }: Pick<DescribeInput, 'DryRun'>): void {
  if (!DryRun) return;
  throw new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
}

function readLimit(limit: number | undefined, idsParameter: string | undefined): number {
  if (limit === undefined) return PAGE.max;
  if (idsParameter !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The parameter ${idsParameter} cannot be used with the parameter maxResults`,
    );
  }
  const bound = limit < PAGE.min ? `greater than ${PAGE.min}` : `smaller than ${PAGE.max}`;
  if (limit >= PAGE.min && limit <= PAGE.max && Number.isInteger(limit)) return limit;
  throw invalidValue(`Value ( ${limit} ) for parameter maxResults is invalid. Expecting a value ${bound}.`);
}
