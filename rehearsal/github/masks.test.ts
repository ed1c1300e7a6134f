import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMasks } from './masks.ts';

function mask(text: string, ...secrets: string[]): string {
  const masks = createMasks();
  secrets.forEach(masks.add);
  return masks.apply(text);
}

describe('createMasks', () => {
  test.each([
    ['every occurrence', 'a key, the key', ['key'], 'a ***, the ***'],
    ['one mark where secrets overlap', 'xabcdx', ['abc', 'bcd'], 'x***x'],
    ['one mark where secrets touch', 'xabcdx', ['ab', 'cd'], 'x***x'],
    ['a secret inside a longer one', 'password', ['pass', 'password'], '***'],
    ['each line of a secret', 'first, then second', ['first\nsecond'], '***, then ***'],
    ['no secret from an empty value or white space', 'a b', ['', ' ', '\n'], 'a b'],
  ])('%s', (_, text, secrets, expected) => {
    expect(mask(text, ...secrets)).toBe(expected);
  });

  test('never shows a secret, and never changes the rest', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1 });
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 4 }), letters, (secrets, text) => {
        const shown = mask(text, ...secrets);
        for (const secret of secrets) expect(shown).not.toContain(secret);
        const parts = shown.split('***').map((part) => part.replaceAll('*', '\\*'));
        expect(text).toMatch(new RegExp(`^${parts.join('[abc]+')}$`));
      }),
    );
  });
});
