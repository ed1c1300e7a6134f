import type { ParameterStringFilter } from '@aws-sdk/client-ssm';
import { AwsError } from '../kernel/errors.ts';
import { isUnder, keyOf } from './names.ts';
import { newestOf, type Parameter, type ParameterStore } from './store.ts';

/** What a filter may go by; `tag:<key>` beside them where parameters are described. */
export type FilterKey = 'DataType' | 'KeyId' | 'Label' | 'Name' | 'Path' | 'Tier' | 'Type';

type Test = (parameter: Parameter) => boolean;

/**
 * Reads filters: all of them must match, of each any value.
 * @param keys those that the operation knows
 * @throws AwsError InvalidFilterKey, InvalidFilterOption, InvalidFilterValue
 */
export function readFilters(
  filters: readonly ParameterStringFilter[] | undefined,
  keys: readonly (FilterKey | 'tag:')[],
  store: ParameterStore,
): Test {
  const seen = new Set<string>();
  const tests = (filters ?? []).map((filter) => {
    const { Key: key = '' } = filter;
    if (seen.has(key)) throw duplicate(key);
    seen.add(key);
    return readFilter(filter, keys, store);
  });
  return (parameter) => tests.every((test) => test(parameter));
}

function readFilter(
  { Key: key = '', Option, Values: values = [] }: ParameterStringFilter,
  keys: readonly string[],
  store: ParameterStore,
): Test {
  const known = keys.includes(key) || (key.startsWith('tag:') && keys.includes('tag:'));
  if (!known) {
    const valid = keys.filter((name) => name !== 'tag:').join(', ');
    throw new AwsError(
      'InvalidFilterKey',
      `The following filter key is not valid: ${key}. Valid filter keys include: [${valid}].`,
    );
  }
  const option = checkOption(key, Option);
  if (key.startsWith('tag:')) return tagTest(key.slice('tag:'.length), values, store);
  if (values.length === 0) {
    throw new AwsError(
      'InvalidFilterValue',
      `The following filter values are missing : null for filter key ${key}.`,
    );
  }
  if (key === 'Path') return ({ name }) => values.some((path) => isUnder(name, path, option === 'Recursive'));
  return (parameter) =>
    textsOf(key, parameter).some((text) => values.some((value) => has(option, key, text, value)));
}

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  Path: ['OneLevel', 'Recursive'],
  Name: ['Equals', 'BeginsWith', 'Contains'],
  Label: ['Equals'],
};

function checkOption(key: string, given: string | undefined): string {
  const valid = OPTIONS[key] ?? ['Equals', 'BeginsWith'];
  const option = given ?? valid[0] ?? '';
  if (valid.includes(option)) return option;
  throw new AwsError(
    'InvalidFilterOption',
    `The following filter option is not valid: ${option}. Valid options include: [${valid.join(', ')}].`,
  );
}

function textsOf(key: string, parameter: Parameter): readonly (string | undefined)[] {
  const newest = newestOf(parameter);
  switch (key) {
    case 'Name':
      return [parameter.name];
    case 'Type':
      return [newest.type];
    case 'Tier':
      return [newest.tier];
    case 'DataType':
      return [newest.dataType];
    case 'Label':
      return newest.labels;
    default:
      return [newest.keyId];
  }
}

/** The leading slash of a name in one level counts for nothing. */
function has(option: string, key: string, text: string | undefined, value: string): boolean {
  if (text === undefined) return false;
  if (option === 'Contains') return text.includes(value);
  const [whole, part] = key === 'Name' ? [keyOf(text), keyOf(value)] : [text, value];
  return option === 'BeginsWith' ? whole.startsWith(part) : whole === part;
}

/** Without values any value of the tag will do. */
function tagTest(tag: string, values: readonly string[], store: ParameterStore): Test {
  return ({ name }) => {
    const value = store.tagsOf(name).get(tag);
    return value !== undefined && (values.length === 0 || values.includes(value));
  };
}

function duplicate(key: string): AwsError {
  return new AwsError(
    'InvalidFilterKey',
    `The following filter is duplicated in the request: ${key}. A request can contain only one occurrence of a specific filter.`,
  );
}
