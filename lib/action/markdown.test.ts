import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeBlock, details, escapeMarkdown, escapeMermaid, inlineCode, table } from './markdown.ts';

const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '`',
        '```',
        '|',
        '\n',
        '<img src=x>',
        '[a](http://x)',
        '*',
        '_',
        '@team',
        '# ',
        '- ',
        '1. ',
        '\\',
        '\\|',
      ),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

describe('untrusted text is never markup', () => {
  test('each character that Markdown or HTML reads is escaped, on one line', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped).not.toMatch(/[\n\r<>|@]/);
        expect(escaped.replace(/\\[\s\S]/g, '')).not.toMatch(/[`*_{}[\]~$!]|&(?!#?\w+;)/);
        expect(escaped).not.toMatch(/^(\s|[-+=>]|\d+[.)](\s|$))|:\/\//);
      }),
    );
  });

  test('a block ends where it is meant to end', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const lines = codeBlock(text).split('\n');
        const fence = lines[0] ?? '';
        expect(fence).toMatch(/^`{3,}$/);
        expect(lines.findIndex((line, index) => index > 0 && line.includes(fence))).toBe(lines.length - 1);
      }),
    );
  });

  test('a cell stays a cell', () => {
    fc.assert(
      fc.property(nasty, nasty, (a, b) => {
        const row = table(['x', 'y'], [[escapeMarkdown(a), inlineCode(b)]]).split('\n')[2];
        expect(row?.split('|')).toHaveLength(4);
      }),
    );
  });

  test('Mermaid sees letters, digits and a few signs', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(escapeMermaid(text).replace(/#\d+;/g, '')).toMatch(/^[\p{L}\p{N} ./()%=+-]*$/u);
      }),
    );
  });
});

test('ordinary text stays readable', () => {
  expect(escapeMarkdown('Service web-green: 4 of 6 targets healthy (HTTP 200)')).toBe(
    'Service web-green: 4 of 6 targets healthy (HTTP 200)',
  );
  expect(escapeMarkdown('1. see https://x, www.y')).toBe('1\\. see https&#58;//x, www&#46;y');
});

test('an address at the start of a line is no list', () => {
  expect(escapeMarkdown('127.0.0.1 answers')).toBe('127.0.0.1 answers');
});

test('table and folded part', () => {
  expect(table(['Slot', 'Weight'], [['blue', '100\n%']])).toBe(
    '| Slot | Weight |\n| --- | --- |\n| blue | 100 % |',
  );
  expect(details('A <b>', 'body')).toBe('<details><summary>A &lt;b&gt;</summary>\n\nbody\n\n</details>');
});
