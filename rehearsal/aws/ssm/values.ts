import type { ParameterTier } from '@aws-sdk/client-ssm';
import { AwsError } from '../kernel/errors.ts';
import type { SsmSettings } from './settings.ts';

/** Most characters or bytes of a value, by tier. */
const VALUE_LIMITS = { Standard: 4096, Advanced: 8192 };

const MORE =
  'For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html';

/** Counts a value as its limit does. */
export function measure(value: string, settings: Pick<SsmSettings, 'valueLength'>): number {
  return settings.valueLength === 'bytes' ? Buffer.byteLength(value) : [...value].length;
}

/**
 * The tier of a parameter after a write; Intelligent-Tiering is a wish, and what it comes to depends on the value.
 * @param length as {@link measure} gives it
 * @throws AwsError ValidationException: an advanced parameter never becomes a standard one again
 */
export function chooseTier(
  wanted: ParameterTier | undefined,
  before: ParameterTier | undefined,
  length: number,
): 'Standard' | 'Advanced' {
  if (before === 'Advanced' && wanted === 'Standard') {
    throw new AwsError(
      'ValidationException',
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter " +
        'tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as ' +
        'a standard parameter.',
    );
  }
  if (before === 'Advanced' || wanted === 'Advanced') return 'Advanced';
  return wanted === 'Intelligent-Tiering' && length > VALUE_LIMITS.Standard ? 'Advanced' : 'Standard';
}

/**
 * @param length as {@link measure} gives it
 * @throws AwsError ValidationException when the value is empty or longer than its tier allows
 */
export function checkLength(length: number, tier: 'Standard' | 'Advanced'): void {
  if (length === 0) {
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
    );
  }
  const limit = VALUE_LIMITS[tier];
  if (length <= limit) return;
  throw new AwsError(
    'ValidationException',
    tier === 'Standard'
      ? `Standard tier parameters support a maximum parameter value of ${limit} characters. To create a larger ` +
          `parameter value, upgrade the parameter to use the advanced-parameter tier. ${MORE}`
      : `Advanced tier parameters support a maximum parameter value of ${limit} characters.`,
  );
}

/** @throws AwsError when the pattern is none, or the value does not match the whole of it */
export function checkPattern(value: string, pattern: string | undefined): void {
  if (pattern === undefined || pattern === '') return;
  if (compile(pattern).test(value)) return;
  throw new AwsError(
    'ParameterPatternMismatchException',
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  );
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    throw new AwsError(
      'InvalidAllowedPatternException',
      "The request doesn't meet the regular expression requirement.",
    );
  }
}
