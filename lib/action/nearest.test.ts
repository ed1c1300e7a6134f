import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearest } from './nearest.ts';

test.each([
  ['ture', ['true', 'false'], 'true'],
  ['build_args', ['build-args', 'tags'], 'build-args'],
  ['Clutser', ['service', 'cluster'], 'cluster'],
  ['zone', ['mode', 'name'], undefined],
  ['', ['a'], 'a'],
  ['x', [], undefined],
])('%j among %j', (text, candidates, meant) => {
  expect(nearest(text, candidates)).toBe(meant);
});

test('one slip of any kind in a word of three letters or more is recognised', () => {
  const word = fc.stringMatching(/^[a-z]{3,12}$/);
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom('add', 'drop', 'replace', 'swap'), (right, seed, slip) => {
      const at = seed % (right.length - 1);
      const [head, letter, next, tail] = [right.slice(0, at), right[at], right[at + 1], right.slice(at + 2)];
      const wrong = {
        add: `${head}${letter}~${next}${tail}`,
        drop: `${head}${next}${tail}`,
        replace: `${head}~${next}${tail}`,
        swap: `${head}${next}${letter}${tail}`,
      }[slip];
      expect(nearest(wrong, [right])).toBe(right);
    }),
  );
});
