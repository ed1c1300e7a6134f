import { ParameterTier, ParameterType, type PutParameterRequest } from '@aws-sdk/client-ssm';
import { AwsError, notImplemented } from '../kernel/errors.ts';

/** One written value of a parameter; an overwrite adds the next. */
export interface ParameterVersion {
  readonly version: number;
  readonly value: string;
  readonly type: ParameterType;
  readonly tier: ParameterTier;
  readonly description?: string;
  readonly dataType: string;
  readonly lastModified: Date;
}

/** AWS keeps this many versions of a parameter. */
export const HISTORY_LIMIT = 100;

/** Most characters of a value, by tier. */
const VALUE_LIMITS: Record<ParameterTier, number> = {
  Standard: 4096,
  Advanced: 8192,
  'Intelligent-Tiering': 8192,
};

/** @throws AwsError in Parameter Store's words when the name may not be used */
export function checkName(name: string): void {
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name) || name.endsWith('/') || name.includes('//')) {
    throw new AwsError(
      'ValidationException',
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of ' +
        'sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (/^\/?(aws|ssm)/i.test(name)) {
    throw new AwsError(
      'ValidationException',
      `Parameter name: can't be prefixed with "aws" or "ssm" (case-insensitive): ${name}`,
    );
  }
  if (name.includes('/') && !name.startsWith('/')) {
    throw new AwsError('ValidationException', `Parameter name must be a fully qualified name: ${name}`);
  }
  if (name.split('/').length - 1 > 15) {
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      `The hierarchy of ${name} is deeper than 15 levels.`,
    );
  }
}

/** Most names of one GetParameters or DeleteParameters. */
const NAMES_LIMIT = 10;

/** @throws AwsError ValidationException when a call names more parameters than it may */
export function checkNames(names: readonly string[]): readonly string[] {
  if (names.length > 0 && names.length <= NAMES_LIMIT) return names;
  const bound = names.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${NAMES_LIMIT}`;
  throw failed(names.join(', '), 'names', `have length ${bound}`);
}

/** @throws AwsError ValidationException unless `MaxResults` lies between 1 and the most that a page holds */
export function readLimit(given: number | undefined, most: number): number {
  const limit = given ?? most;
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  throw new AwsError('ValidationException', `MaxResults must lie between 1 and ${most}, not ${limit}.`);
}

/** @throws AwsError for a type, a tier or a kind of data that Parameter Store does not know, or does not know here */
export function checkKinds({ Type, Tier, DataType = 'text' }: PutParameterRequest): void {
  checkWord('type', Type, Object.values(ParameterType));
  checkWord('tier', Tier, Object.values(ParameterTier));
  checkWord('dataType', DataType, ['text', 'aws:ec2:image', 'aws:ssm:integration']);
  if (DataType !== 'text') throw notImplemented(`data type ${DataType} of PutParameter`);
}

function checkWord(member: string, word: string | undefined, words: readonly string[]): void {
  if (word === undefined || words.includes(word)) return;
  throw failed(word, member, `satisfy enum value set: [${words.join(', ')}]`);
}

function failed(value: string, member: string, constraint: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

/**
 * The tier of a parameter after a write; Intelligent-Tiering is a wish, and what it comes to depends on the value.
 * @throws AwsError ValidationException: an advanced parameter never becomes a standard one again
 */
export function chooseTier(
  wanted: ParameterTier | undefined,
  before: ParameterTier | undefined,
  value: string,
): ParameterTier {
  if (wanted === 'Intelligent-Tiering') {
    return value.length > VALUE_LIMITS.Standard ? 'Advanced' : (before ?? 'Standard');
  }
  if (wanted === 'Standard' && before === 'Advanced') {
    throw new AwsError(
      'ValidationException',
      'This parameter uses the advanced-parameter tier. An advanced parameter can not be changed back to a standard one.',
    );
  }
  return wanted ?? before ?? 'Standard';
}

/** @throws AwsError when the value is empty or longer than its tier allows */
export function checkValue(value: string, tier: ParameterTier): void {
  const limit = VALUE_LIMITS[tier];
  if (value === '') {
    throw new AwsError('ValidationException', 'Parameter value must not be empty.');
  }
  if (value.length > limit) {
    throw new AwsError(
      'ValidationException',
      `${tier} tier parameters support a maximum parameter value of ${limit} characters.` +
        (tier === 'Standard'
          ? ' To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.'
          : ''),
    );
  }
}

/** Tells whether the parameter lies below the path, directly or at any depth. */
export function isUnder(name: string, path: string, recursive: boolean): boolean {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  if (!name.startsWith(prefix)) return false;
  return recursive || !name.slice(prefix.length).includes('/');
}

/**
 * Splits `name:3` into name and version, as GetParameter takes it.
 * @throws AwsError NotImplemented for an ARN
 */
export function parseSelector(selector: string): { readonly name: string; readonly version?: number } {
  if (selector.startsWith('arn:')) throw notImplemented('parameters named by ARN');
  const [name = '', version] = selector.split(':');
  return version === undefined ? { name } : { name, version: Number(version) };
}
