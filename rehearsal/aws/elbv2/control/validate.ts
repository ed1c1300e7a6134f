import { AwsError } from '../../kernel/errors.ts';

/** What AWS answers to input that breaks a rule of its own. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/**
 * The value of a member that must be there.
 * @throws AwsError in the words of AWS's own input validation
 */
export function required<Value>(value: Value | undefined, member: string): Value {
  if (value !== undefined) return value;
  throw invalid(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/** @throws AwsError unless the value is a whole number within the range, bounds included */
export function wholeNumber(value: number, [min, max]: readonly [number, number], member: string): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalid(
    `1 validation error detected: Value '${value}' at '${member}' must be between ${min} and ${max}`,
  );
}

/** @throws AwsError unless the value is one of the allowed ones */
export function oneOf<Value extends string>(value: string, allowed: readonly Value[], member: string): Value {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
}

/**
 * The rule for names of load balancers and target groups: 1 to 32 letters, digits and inner hyphens.
 * @param noun `Load balancer` or `Target group`
 * @throws AwsError
 */
export function validName(name: string, noun: string): string {
  if (name.length === 0) throw invalid(`${noun} name cannot be empty`);
  if (name.length > 32) throw invalid(`${noun} name '${name}' cannot be longer than '32' characters`);
  if (!/^[A-Za-z0-9-]+$/.test(name)) {
    throw invalid(
      `${noun} name '${name}' can only contain characters that are alphanumeric characters and hyphens(-)`,
    );
  }
  if (name.startsWith('-') || name.endsWith('-')) {
    throw invalid(`${noun} name '${name}' cannot begin or end with a hyphen(-)`);
  }
  return name;
}

/** Refuses the same resource named twice, as the service does for lists of targets, tags and groups. */
export function firstDuplicate(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}
