import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { harmlessLine, harmlessLines } from './harmless.ts';

/**
 * The runner's own reading of a line, as ActionCommand.cs has it: trim, `::` first and once more; or `##[` with a `]`
 * after it. It compares by culture, which skips characters without a weight.
 */
function isCommand(line: string): boolean {
  const compared = line.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
  const trimmed = compared.trimStart();
  if (trimmed.startsWith('::') && trimmed.indexOf('::', 2) > 0) return true;
  const prefix = compared.indexOf('##[');
  return prefix >= 0 && compared.indexOf(']', prefix) > 0;
}

const nastyText = fc
  .array(
    fc.constantFrom(
      ...[
        '::',
        ':',
        '##[',
        '#',
        '[',
        ']',
        'error',
        'add-mask',
        'stop-commands',
        ' ',
        '\t',
        '\n',
        '\r',
        '\v',
        '\f',
      ],
      ...[
        '\u0085',
        '\u2028',
        '\u00a0',
        '\u3000',
        '\u200b',
        '\ufeff',
        '\u00ad',
        '\u202e',
        '\u0000',
        '\u001b',
        '\u001b[31m',
      ],
      ...['\u001b]8;;http://x\u0007', '\u115f', '\u3164', '\ufe0f', '%0A', 'x', '\ud800', '\u{e0001}'],
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('no text becomes a workflow command', () => {
  test('the reading used here knows a command when it sees one', () => {
    expect(['::error::x', ' \t::add-mask::x', 'text ##[error]x', ':\u200b:error::x'].map(isCommand)).toEqual(
      Array(4).fill(true),
    );
    expect(['a ::error::x', '::error', ': :error::x'].map(isCommand)).toEqual(Array(3).fill(false));
  });

  test('whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(nastyText, fc.string({ unit: 'binary' })), (text) => {
        for (const line of [...harmlessLines(text), harmlessLine(text)]) {
          expect(isCommand(line)).toBe(false);
          expect(line).not.toMatch(/(?!\t)[\p{Cc}\p{Zl}\p{Zp}]/u);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test('ordinary text stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[ -~\u00c0-\u017f]*$/)), (lines) => {
      const ordinary = lines.filter((line) => !line.includes('##[') && !/^\s*::/.test(line));
      fc.pre(ordinary.length > 0);
      expect(harmlessLines(ordinary.join('\n'))).toEqual(ordinary);
    }),
  );
});

test('what is changed stays readable', () => {
  expect(harmlessLines('::error::x\r\n\u001b[31mred\u001b[0m\n  ::a::\n##[group]b')).toEqual([
    ': :error::x',
    'red',
    '  : :a::',
    '## [group]b',
  ]);
});
