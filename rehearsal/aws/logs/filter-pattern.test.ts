import { describe, expect, test } from '@jest/globals';
import { parseFilterPattern } from './filter-pattern.ts';

describe('filter pattern', () => {
  test.each([
    ['', 'anything', true],
    ['ERROR', 'an ERROR here', true],
    ['ERROR', 'an error here', false],
    ['ERROR timeout', 'ERROR: timeout', true],
    ['ERROR timeout', 'ERROR: refused', false],
    ['?ERROR ?WARN', 'WARN: slow', true],
    ['?ERROR ?WARN', 'INFO: fine', false],
    ['ERROR ?WARN', 'ERROR: alone', true],
    ['ERROR -timeout', 'ERROR: timeout', false],
    ['-timeout', 'fine', true],
    ['"exit code: 1"', 'exit code: 1', true],
    ['"a \\"b\\""', 'a "b"', true],
    ['-"exit code"', 'exit code: 1', false],
  ])('%s on %s', (pattern, message, expected) => {
    expect(parseFilterPattern(pattern)(message)).toBe(expected);
  });

  test('special characters outside quotes are refused', () => {
    expect(() => parseFilterPattern('ERROR exit:1')).toThrow("Invalid character(s) in term 'exit:1'");
  });

  test.each(['{ $.level = "error" }', '[ip, user]', '%ERR.*%'])('%s is not implemented', (pattern) => {
    expect(() => parseFilterPattern(pattern)).toThrow('The embedded AWS does not implement');
  });
});
