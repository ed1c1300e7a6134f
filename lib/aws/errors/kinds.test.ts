import { describe, expect, test } from '@jest/globals';
import { hasExpired, isNotFound, unlessMissing } from './kinds.ts';

/** An error as a client throws it. */
function named(name: string): Error {
  return Object.assign(new Error('…'), { name });
}

const NOT_FOUND = [
  ...['ParameterNotFound', 'ClusterNotFoundException', 'DBInstanceNotFoundFault', 'RuleNotFound'],
  ...['ResourceNotFoundException', 'RepositoryNotFoundException'],
];
const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'];
const OTHERS = ['AccessDeniedException', 'NotFoundButElsewhere', 'ExpiredIteratorException', 'Error'];

describe('an error', () => {
  test.each(NOT_FOUND)('%s says that something does not exist', (name) => {
    expect([isNotFound(named(name)), hasExpired(named(name))]).toEqual([true, false]);
  });

  test.each(EXPIRED)('%s says that credentials have expired', (name) => {
    expect([isNotFound(named(name)), hasExpired(named(name))]).toEqual([false, true]);
  });

  test.each(OTHERS)('%s says neither', (name) => {
    expect([isNotFound(named(name)), hasExpired(named(name))]).toEqual([false, false]);
  });

  test.each([
    ['a text', 'ParameterNotFound'],
    ['nothing', undefined],
    ['a plain object', { name: 'RuleNotFound' }],
  ])('that is %s says neither', (_what, thrown) => {
    expect([isNotFound(thrown), hasExpired(thrown)]).toEqual([false, false]);
  });
});

describe('what may be missing', () => {
  test('is what the call answers, and undefined when there is none', async () => {
    expect(await unlessMissing(async () => 0)).toBe(0);
    expect(await unlessMissing(() => Promise.reject(named('RuleNotFound')))).toBeUndefined();
  });

  test('is not missing because the call failed otherwise', async () => {
    const refused = named('AccessDeniedException');
    await expect(unlessMissing(() => Promise.reject(refused))).rejects.toBe(refused);
  });
});
