import { AwsError } from '../kernel/errors.ts';

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

/** What one kind of resource is called in EC2's errors. */
export interface Kind {
  /** Of its identifiers: `subnet-`. */
  readonly prefix: string;
  readonly notFoundCode: string;
  /** Absent where EC2 says of any other text that there is no such resource. */
  readonly malformedCode?: string;
  /** `subnet ID`; in the plural `subnet IDs`. */
  readonly noun: string;
  readonly nouns: string;
}

/** @throws AwsError for the first identifier that no resource of the kind can have */
export function checkIds(ids: readonly string[], { prefix, malformedCode }: Kind): void {
  if (!malformedCode) return;
  const wrong = ids.find((id) => !new RegExp(`^${prefix}(?:[0-9a-f]{8}|[0-9a-f]{17})$`).test(id));
  if (wrong === undefined) return;
  throw new AwsError(malformedCode, `Invalid id: "${wrong}" (expecting "${prefix}...")`);
}

export function notFound(ids: readonly string[], { notFoundCode, noun, nouns }: Kind): AwsError {
  const [what, verb] = ids.length === 1 ? [noun, 'does'] : [nouns, 'do'];
  return new AwsError(notFoundCode, `The ${what} '${ids.join(', ')}' ${verb} not exist`);
}
