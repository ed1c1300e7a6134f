import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InvalidTokenError, paginate } from './paginate.ts';

function readAll(items: readonly string[], limit: number, descending: boolean): string[] {
  const read: string[] = [];
  let token: string | undefined;
  do {
    const page = paginate(items, { limit, token, keyOf: (item) => item, descending });
    read.push(...page.items);
    token = page.nextToken;
  } while (token !== undefined);
  return read;
}

describe('paginate', () => {
  test('gives every item once and in order, whatever the size of a page', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string()),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        (items, limit, descending) => {
          const sorted = [...items].sort();
          expect(readAll(items, limit, descending)).toEqual(descending ? sorted.reverse() : sorted);
        },
      ),
    );
  });

  test('an item that goes away between two pages makes no other be missed', () => {
    const keyOf = (item: string) => item;
    const first = paginate(['a', 'b', 'c', 'd'], { limit: 2, token: undefined, keyOf });
    const second = paginate(['b', 'c', 'd'], { limit: 2, token: first.nextToken, keyOf });
    expect([first.items, second.items]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test('a made-up token is refused', () => {
    expect(() => paginate(['a'], { limit: 1, token: 'nonsense', keyOf: (item) => item })).toThrow(
      InvalidTokenError,
    );
  });
});
