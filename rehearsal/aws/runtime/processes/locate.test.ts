import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findExecutable } from './executable.ts';
import { locate } from './locate.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'locate-'));
  await mkdir(join(root, 'usr/bin'), { recursive: true });
  await writeFile(join(root, 'usr/bin/node'), '', { mode: 0o755 });
  await writeFile(join(root, 'usr/bin/readme'), '', { mode: 0o644 });
  await symlink('/usr/bin', join(root, 'bin'));
  await symlink('../../../../usr/bin/node', join(root, 'usr/bin/up'));
  await symlink('circle', join(root, 'circle'));
});
afterEach(() => rm(root, { recursive: true }));

describe('locate', () => {
  test.each([
    ['/usr/bin/node', 'usr/bin/node'],
    ['bin/node', 'usr/bin/node'],
    ['/bin/up', 'usr/bin/node'],
    ['/../../bin/./node', 'usr/bin/node'],
    ['/bin/..', 'usr'],
    ['/absent/file', 'absent/file'],
    ['/', ''],
  ])('finds %s', async (path, place) => {
    expect(await locate(root, path)).toBe(join(root, place));
  });

  test('keeps a link at the end when it is told to', async () => {
    expect(await locate(root, '/bin/up', 'keep')).toBe(join(root, 'usr/bin/up'));
  });

  test('gives up on links that lead in a circle', async () => {
    await expect(locate(root, '/circle')).rejects.toThrow('too many levels of symbolic links: /circle');
  });

  test('never leads out of the folder', async () => {
    const path = fc
      .array(fc.constantFrom('..', '.', 'bin', 'usr', 'up', 'node', ''))
      .map((parts) => parts.join('/'));
    await fc.assert(
      fc.asyncProperty(path, async (text) => {
        const place = await locate(root, text);
        expect(place === root || place.startsWith(`${root}/`)).toBe(true);
        expect(place).not.toContain('..');
      }),
    );
  });
});

describe('findExecutable', () => {
  const find = (word: string, path = '/sbin:/bin', workingDirectory = '/usr') =>
    findExecutable(root, word, { path, workingDirectory });

  test('searches PATH, and takes a path as it is', async () => {
    expect(await find('node')).toBe('/usr/bin/node');
    expect(await find('/bin/up')).toBe('/usr/bin/node');
    expect(await find('./bin/node')).toBe('/usr/bin/node');
    expect(await find('node', 'bin')).toBe('/usr/bin/node');
  });

  test('says in the engine’s words what is wrong', async () => {
    await chmod(join(root, 'usr/bin/readme'), 0o644);
    await expect(find('absent')).rejects.toThrow('exec: "absent": executable file not found in $PATH');
    await expect(find('readme')).rejects.toThrow('exec: "readme": executable file not found in $PATH');
    await expect(find('/bin/readme')).rejects.toThrow('exec: "/bin/readme": permission denied');
    await expect(find('/absent')).rejects.toThrow('exec: "/absent": no such file or directory');
    await expect(find('/bin')).rejects.toThrow('exec: "/bin": is a directory');
  });
});
