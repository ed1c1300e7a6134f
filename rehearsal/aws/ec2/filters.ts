import type { Filter, Tag } from '@aws-sdk/client-ec2';
import { AwsError, notImplemented } from '../kernel/errors.ts';
import { invalidValue } from './errors.ts';

/** The values that an item has for a filter, as EC2 compares them: as texts. */
export type FilterValues<Item> = (item: Item) => readonly (string | undefined)[];

/** A call's filters by name. `undefined` marks one that AWS has and the embedded AWS does not. */
export type FilterTable<Item> = Readonly<Record<string, FilterValues<Item> | undefined>>;

const VALUE_LIMIT = 200;

/**
 * Keeps the items that match all filters: of each filter one value is enough.
 * @throws AwsError InvalidParameterValue for a filter that the call does not have, FilterLimitExceeded for too many values
 */
export function filterItems<Item extends { readonly Tags?: readonly Tag[] | undefined }>(
  operation: string,
  items: readonly Item[],
  filters: readonly Filter[],
  table: FilterTable<Item>,
): Item[] {
  const total = filters.reduce((sum, { Values = [] }) => sum + Values.length, 0);
  if (total > VALUE_LIMIT) {
    throw new AwsError(
      'FilterLimitExceeded',
      `The maximum number of filter values specified on a single call is ${VALUE_LIMIT}`,
    );
  }
  const conditions = filters.map(({ Name, Values = [] }) => ({
    valuesOf: findFilter(operation, Name, table),
    patterns: Values.map(compilePattern),
  }));
  return items.filter((item) =>
    conditions.every(({ valuesOf, patterns }) =>
      valuesOf(item).some((value) => value !== undefined && patterns.some((pattern) => pattern(value))),
    ),
  );
}

function findFilter<Item extends { readonly Tags?: readonly Tag[] | undefined }>(
  operation: string,
  name: string | undefined,
  table: FilterTable<Item>,
): FilterValues<Item> {
  if (name?.startsWith('tag:')) {
    const key = name.slice('tag:'.length);
    return ({ Tags = [] }) => Tags.filter(({ Key }) => Key === key).map(({ Value }) => Value);
  }
  if (name === 'tag-key') return ({ Tags = [] }) => Tags.map(({ Key }) => Key);
  if (name === undefined || !Object.hasOwn(table, name)) {
    throw invalidValue(`The filter '${name ?? 'null'}' is invalid`);
  }
  const values = table[name];
  if (!values) throw notImplemented(`the filter ${name} of ${operation}`);
  return values;
}

/**
 * `*` stands for any characters and `?` for one; a backslash takes the meaning from the next. Matched in one pass with
 * a single way back, as the pattern is the sender's choice.
 */
export function compilePattern(pattern: string): (value: string) => boolean {
  const parts = [...pattern.matchAll(/\\(.)|(.)/gs)].map(([, literal, plain = '']) =>
    literal === undefined
      ? { isWild: plain === '*' || plain === '?', text: plain }
      : { isWild: false, text: literal },
  );
  return (value) => {
    let [at, part, star, starAt] = [0, 0, -1, 0];
    while (at < value.length) {
      const current = parts[part];
      if (current?.isWild && current.text === '*') {
        [star, starAt] = [part, at];
        part += 1;
      } else if (current && ((current.isWild && current.text === '?') || current.text === value[at])) {
        at += 1;
        part += 1;
      } else if (star >= 0) {
        starAt += 1;
        [at, part] = [starAt, star + 1];
      } else return false;
    }
    return parts.slice(part).every(({ isWild, text }) => isWild && text === '*');
  };
}
