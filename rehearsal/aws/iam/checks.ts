import { AwsError } from '../kernel/errors.ts';

/** @throws AwsError ValidationError, as IAM and STS refuse what they do not allow */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
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
  for (const { Key: key = '', Value = '' } of added) {
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
