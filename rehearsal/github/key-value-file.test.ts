import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseKeyValueFile } from './key-value-file.ts';

describe('parseKeyValueFile', () => {
  test.each([
    ['nothing', '', {}],
    ['pairs, and empty lines between them', 'a=1\n\nb=two words\n', { a: '1', b: 'two words' }],
    ['only the first equals sign separates', 'url=https://x/?a=b<<c\n', { url: 'https://x/?a=b<<c' }],
    ['an empty value', 'a=\n', { a: '' }],
    ['no newline at the end', 'a=1', { a: '1' }],
    ['a later value wins', 'a=1\na=2\n', { a: '2' }],
    ['a heredoc', 'a<<EOF\nx=1\n\ny\nEOF\nb=2\n', { a: 'x=1\n\ny', b: '2' }],
    ['an empty heredoc', 'a<<EOF\nEOF\n', { a: '' }],
    ['a delimiter with an equals sign', 'a<<E=F\nx\nE=F', { a: 'x' }],
    ['carriage returns are part of a value, as on Linux', 'a=1\r\n', { a: '1\r' }],
  ])('%s', (_, text, expected) => {
    expect(parseKeyValueFile(text)).toEqual(expected);
  });

  test.each([
    ['just words\n', "Invalid format 'just words'"],
    ['=1\n', "Invalid format '=1'"],
    ['a<<\n', "Invalid format 'a<<'. Name must not be empty and delimiter must not be empty"],
    ['<<EOF\nEOF\n', "Invalid format '<<EOF'. Name must not be empty and delimiter must not be empty"],
    ['a<<EOF\nx\n', "Invalid value. Matching delimiter not found 'EOF'"],
  ])('refuses %j', (text, message) => {
    expect(() => parseKeyValueFile(text)).toThrow(message);
  });

  test('any values written as heredocs with a delimiter of their own come back', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !/[=<\n]/.test(text));
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: 'grapheme' })), (values) => {
        const pairs = Object.entries(values);
        const text = pairs
          .map(([key, value]) => `${key}<<ghadelimiter_7d1\n${value}\nghadelimiter_7d1\n`)
          .join('');
        expect(Object.entries(parseKeyValueFile(text))).toEqual(pairs);
      }),
    );
  });
});
