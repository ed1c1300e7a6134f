import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLineSplitter, LONGEST_LINE_BYTES } from './line-splitter.ts';

function split(chunks: readonly Uint8Array[]): readonly string[] {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return lines;
}

describe('createLineSplitter', () => {
  test('hands on each line without its newline, empty ones and the last unfinished one too', () => {
    expect(split([Buffer.from('one\n\ntwo\r\nthree')])).toEqual(['one', '', 'two\r', 'three']);
    expect(split([Buffer.from('one\n')])).toEqual(['one']);
    expect(split([])).toEqual([]);
  });

  test('gives the same lines however the bytes are cut', () => {
    const text = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 8 }), (lines, places) => {
        const bytes = Buffer.from(lines.map((line) => `${line.replaceAll('\n', ' ')}\n`).join(''));
        const cuts = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
          (a, b) => a - b,
        );
        const chunks = cuts.slice(1).map((cut, index) => bytes.subarray(cuts[index], cut));
        expect(split(chunks)).toEqual(lines.map((line) => line.replaceAll('\n', ' ')));
      }),
    );
  });

  test('cuts a line that no log event could hold, between characters', () => {
    const line = `${'x'.repeat(LONGEST_LINE_BYTES - 1)}é${'y'.repeat(10)}`;
    const [first = '', second = '', ...rest] = split([Buffer.from(`${line}\nnext`)]);
    expect(Buffer.byteLength(first)).toBe(LONGEST_LINE_BYTES - 1);
    expect(first + second === line).toBe(true);
    expect(rest).toEqual(['next']);
  });

  test('does not wait for the newline of a line that is too long already', () => {
    const lines: string[] = [];
    const splitter = createLineSplitter((line) => lines.push(line));
    splitter.push(Buffer.alloc(LONGEST_LINE_BYTES, 'x'));
    expect(lines).toHaveLength(0);
    splitter.push(Buffer.from('x'));
    expect(lines.map((line) => line.length)).toEqual([LONGEST_LINE_BYTES]);
  });
});
