import { describe, expect, test } from '@jest/globals';
import { runCommand } from './run-command.ts';

describe('runCommand', () => {
  test('gives what the command writes, and it reads the input', async () => {
    expect(await runCommand('sh', ['-s', 'argument'], 'echo "$1"; echo aside >&2')).toBe('argument\n');
  });

  test('a failure names the command and its last words', async () => {
    const script = 'printf "first\\nsecond\\n  third\\n" >&2; exit 3';
    await expect(runCommand('sh', ['-s'], script)).rejects.toThrow(/^sh -s: second third$/);
    await expect(runCommand('false', [], 'input that nobody reads')).rejects.toThrow('false: Command failed');
    await expect(runCommand('/absent/program', [])).rejects.toThrow(
      '/absent/program: spawn /absent/program ENOENT',
    );
  });
});
