import { describe, expect, test } from '@jest/globals';
import { collectProgram, parseLibraries } from './program-files.ts';

describe('parseLibraries', () => {
  test('reads libraries and the loader of glibc, and leaves out what has no file', () => {
    const ldd = [
      '\tlinux-vdso.so.1 (0x00007fccd7843000)',
      '\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007fccd7520000)',
      '\t/lib64/ld-linux-x86-64.so.2 (0x00007fccd7845000)',
    ].join('\n');
    expect(parseLibraries(ldd)).toEqual(['/lib/x86_64-linux-gnu/libm.so.6', '/lib64/ld-linux-x86-64.so.2']);
  });

  test('reads what musl prints', () => {
    const ldd =
      '\t/lib/ld-musl-x86_64.so.1 (0x7f)\n\tlibc.musl-x86_64.so.1 => /lib/ld-musl-x86_64.so.1 (0x7f)\n';
    expect(new Set(parseLibraries(ldd))).toEqual(new Set(['/lib/ld-musl-x86_64.so.1']));
  });

  test('names a library that is missing', () => {
    expect(() => parseLibraries('\tlibmagic.so.1 => not found\n')).toThrow(
      'A program needs the library libmagic.so.1, which this machine lacks.',
    );
  });
});

describe('collectProgram', () => {
  test('puts the program where it is wanted', () => {
    const [program] = collectProgram(process.execPath, '/usr/local/bin/node');
    expect(program?.path).toBe('/usr/local/bin/node');
  });
});
