import type { ParameterTier, ParameterType } from '@aws-sdk/client-ssm';
import { AwsError } from '../kernel/errors.ts';

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

/** Splits `name:3` into name and version, as GetParameter takes it. */
export function parseSelector(selector: string): { readonly name: string; readonly version?: number } {
  const [name = '', version] = selector.split(':');
  return version === undefined ? { name } : { name, version: Number(version) };
}
