import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assign, commandLine, quoteShell, shellVariable } from './shell.ts';

/** The words that a shell makes of a text. */
function wordsOf(text: string, environment: Readonly<Record<string, string>> = {}): string[] {
  const script = `printf '%s\\0' ${text}`;
  const output = execFileSync('sh', ['-c', script], { env: environment, encoding: 'utf8' });
  return output.split('\0').slice(0, -1);
}

describe('a command line', () => {
  test.each([
    ['web-green', 'web-green'],
    ['arn:aws:ecs:eu-west-1:1:cluster/main', 'arn:aws:ecs:eu-west-1:1:cluster/main'],
    ['', "''"],
    ['a b', "'a b'"],
    ["it's", "'it'\\''s'"],
    ['$(date)', "'$(date)'"],
    ['~', "'~'"],
    ['*', "'*'"],
  ])('shows %j as %s', (text, quoted) => {
    expect(quoteShell(text)).toBe(quoted);
  });

  test('gives every word to the shell as it is, whatever stands in it', () => {
    const characters = fc.constantFrom(...'ab \'"\\$`!;&|<>(){}[]*?~#=\n\té€'.split(''));
    const word = fc.string({ unit: characters, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
        expect(wordsOf(commandLine(words))).toEqual(words);
      }),
      { numRuns: 50 },
    );
  });

  test('puts the value of a variable where it stands, and takes it for nothing else', () => {
    const group = shellVariable('GREEN_GROUP');
    const text = JSON.stringify({ targetGroupArn: group, name: "o'clock" });
    const value = '$(date) "`x`';
    expect(wordsOf(commandLine(['a', text, group]), { GREEN_GROUP: value })).toEqual([
      'a',
      `{"targetGroupArn":"${value}","name":"o'clock"}`,
      value,
    ]);
  });

  test('leaves what it prints in a variable', () => {
    const made = assign('GREEN_GROUP', commandLine(['printf', '%s', 'of green']));
    const script = `${made}; ${commandLine(['printf', '<%s>', shellVariable('GREEN_GROUP')])}`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe('<of green>');
  });

  test('is not run while a variable is not set', () => {
    const line = commandLine(['echo', shellVariable('GREEN_GROUP')]);
    const run = () => execFileSync('sh', ['-c', `${line}; echo next`], { env: {}, stdio: 'pipe' });
    expect(run).toThrow('GREEN_GROUP');
  });
});
