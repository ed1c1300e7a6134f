import type { AwsError } from '../kernel/errors.ts';
import type { Page, PageRequest } from '../kernel/paginate.ts';
import { InvalidTokenError, paginate } from '../kernel/paginate.ts';
import { invalidNextToken, validationError } from './errors.ts';

/**
 * For words whose list the API's model does not have, or that come from other services of AWS.
 * @throws AwsError unless the word, where there is one, is among the allowed
 */
export function checkWord<Word extends string>(
  member: string,
  word: Word | undefined,
  words: readonly Word[],
): void {
  if (word === undefined || words.includes(word)) return;
  throw validationError(
    `1 validation error detected: Value '${word}' at '${member}' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${words.join(', ')}]`,
  );
}

/** @throws AwsError for a token that no call like this gave, with the code that the call's model declares for it */
export function takePage<Item>(
  items: Iterable<Item>,
  request: PageRequest<Item>,
  refuse: () => AwsError = invalidNextToken,
): Page<Item> {
  try {
    return paginate(items, request);
  } catch (error) {
    if (error instanceof InvalidTokenError) throw refuse();
    throw error;
  }
}
