import { expect, test } from '@jest/globals';
import { formatDouble } from './reason.ts';

test.each([
  [0, '0.0'],
  [1, '1.0'],
  [-12.5, '-12.5'],
  [0.005, '0.005'],
  [0.0001, '1.0E-4'],
  [12_345_678, '1.2345678E7'],
  [9_999_999, '9999999.0'],
])('%p is written as %s', (value, wanted) => {
  expect(formatDouble(value)).toBe(wanted);
});
