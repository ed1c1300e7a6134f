import type { AwsError } from '../kernel/errors.ts';
import type { Page, PageRequest } from '../kernel/paginate.ts';
import { InvalidTokenError, paginate } from '../kernel/paginate.ts';
import { constraintError, invalidNextToken } from './errors.ts';

/**
 * A text that must be there.
 * @param most its greatest length
 * @throws AwsError when it is absent, empty or too long
 */
export function requireText(member: string, text: string | undefined, most = 255): string {
  if (text === undefined) throw constraintError(member, text, 'not be null');
  return checkLength(member, text, most);
}

export function checkLength(member: string, text: string, most: number, least = 1): string {
  if (text.length < least)
    throw constraintError(member, text, `have length greater than or equal to ${least}`);
  if (text.length > most) throw constraintError(member, text, `have length less than or equal to ${most}`);
  return text;
}

/** @throws AwsError unless the word, where there is one, is among the allowed */
export function checkWord<Word extends string>(
  member: string,
  word: Word | undefined,
  words: readonly Word[],
): void {
  if (word === undefined || words.includes(word)) return;
  throw constraintError(member, word, `satisfy enum value set: [${words.join(', ')}]`);
}

/** @throws AwsError unless the number, where there is one, is whole and within the bounds */
export function checkWhole(member: string, number: number | undefined, least: number, most = Infinity): void {
  if (number === undefined) return;
  if (!Number.isInteger(number) || number < least) {
    throw constraintError(member, number, `have value greater than or equal to ${least}`);
  }
  if (number > most) throw constraintError(member, number, `have value less than or equal to ${most}`);
}

/** @throws AwsError when a list, where there is one, is longer than it may be */
export function checkSize(member: string, list: readonly unknown[] | undefined, most: number): void {
  if (list === undefined || list.length <= most) return;
  throw constraintError(member, `[${list.join(', ')}]`, `have length less than or equal to ${most}`);
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
