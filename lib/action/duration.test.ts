import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatDuration, parseDuration } from './duration.ts';

test.each([
  ['30s', 30_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['0s', 0],
  ['90m', 5_400_000],
])('%s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['', ' ', '5', '5 m', '1m1h', '1.5h', '-5s', '5ms', '5m5m', 'h'])('%j is refused', (text) => {
  expect(() => parseDuration(text)).toThrow(
    `${JSON.stringify(text)} is not a duration such as 30s, 5m or 1h30m.`,
  );
});

test('what is formatted can be read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seconds) => {
      expect(parseDuration(formatDuration(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
});

test('parts of a second: shown alone, dropped next to seconds', () => {
  expect([850, 1999, 72_400].map(formatDuration)).toEqual(['850ms', '1s', '1m12s']);
});
