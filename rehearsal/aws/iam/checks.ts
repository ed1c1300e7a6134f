import { AwsError } from '../kernel/errors.ts';

/** @throws AwsError ValidationError, as IAM and STS refuse what their models do not allow */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
}

export interface TextRule {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: RegExp;
}

/**
 * Holds a text to the limits of the model.
 * @param member its name as the error writes it: `roleSessionName`
 * @throws AwsError ValidationError, with everything that is wrong with it
 */
export function checkText(member: string, value: string | undefined, rule: TextRule): string {
  if (value === undefined)
    throw violation([`Value at '${member}' failed to satisfy constraint: Member must not be null`]);
  const { minimum = 1, maximum = Number.POSITIVE_INFINITY, pattern } = rule;
  const fails = (what: string) => `Value '${value}' at '${member}' failed to satisfy constraint: ${what}`;
  const problems = [
    ...(value.length < minimum ? [fails(`Member must have length greater than or equal to ${minimum}`)] : []),
    ...(value.length > maximum ? [fails(`Member must have length less than or equal to ${maximum}`)] : []),
    ...(pattern && !new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(value)
      ? [fails(`Member must satisfy regular expression pattern: ${pattern.source}`)]
      : []),
  ];
  if (problems.length > 0) throw violation(problems);
  return value;
}

/** @throws AwsError ValidationError */
export function checkNumber(member: string, value: number, minimum: number, maximum: number): number {
  const fails = (what: string) =>
    violation([`Value '${value}' at '${member}' failed to satisfy constraint: ${what}`]);
  if (value < minimum) throw fails(`Member must have value greater than or equal to ${minimum}`);
  if (value > maximum) throw fails(`Member must have value less than or equal to ${maximum}`);
  return value;
}

function violation(problems: readonly string[]): AwsError {
  const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  return invalid(`${count} detected: ${problems.join('; ')}`);
}

export interface TagInput {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

const TAG_LIMIT = 50;

/**
 * Puts tags on something; a key that differs in case alone counts as the same.
 * @throws AwsError LimitExceeded, InvalidInput
 */
export function putTags(tags: Map<string, string>, added: readonly TagInput[] = []): void {
  const keys = added.map(({ Key = '' }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw new AwsError(
      'InvalidInput',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  }
  for (const { Key, Value = '' } of added) {
    const key = checkText('tags.1.member.key', Key, {
      maximum: 128,
      pattern: /[\p{L}\p{Z}\p{N}_.:/=+\-@]+/u,
    });
    if (/^aws:/i.test(key)) throw new AwsError('InvalidInput', 'Tag keys starting with "aws:" are reserved.');
    const same = [...tags.keys()].find((known) => known.toLowerCase() === key.toLowerCase());
    if (same !== undefined) tags.delete(same);
    tags.set(key, Value);
  }
  if (tags.size > TAG_LIMIT) {
    throw new AwsError('LimitExceeded', `The number of tags has reached the maximum limit.`, 409);
  }
}

export function removeTags(tags: Map<string, string>, keys: readonly string[] = []): void {
  for (const key of keys) {
    for (const known of [...tags.keys()]) if (known.toLowerCase() === key.toLowerCase()) tags.delete(known);
  }
}

export function listTags(tags: ReadonlyMap<string, string>): { Key: string; Value: string }[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}
