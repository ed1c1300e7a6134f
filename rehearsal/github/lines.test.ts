import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLineSplitter } from './lines.ts';

function split(...pieces: string[]): string[] {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  pieces.forEach(splitter.write);
  splitter.end();
  return lines;
}

test.each([
  ['a\nb\n', ['a', 'b']],
  ['a\nb', ['a', 'b']],
  ['a\r\n\r\nb', ['a', '', 'b']],
  ['50%\r::error::x\r', ['50%', '::error::x']],
  ['', []],
  ['\n', ['']],
])('%j has the lines %j', (text, lines) => {
  expect(split(text)).toEqual(lines);
});

test('where the pieces are cut makes no difference', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r') });
  fc.assert(
    fc.property(fc.array(text), (pieces) => expect(split(...pieces)).toEqual(split(pieces.join('')))),
  );
});
