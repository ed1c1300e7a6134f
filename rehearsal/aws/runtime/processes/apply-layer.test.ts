import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Header, pack } from 'tar-stream';
import { applyLayer } from './apply-layer.ts';

type Entry = Partial<Header> & { readonly name: string; readonly content?: string };

/** Deep enough that code which followed the links below would still do its damage inside the temporary folder. */
const DEPTH = 'deep/'.repeat(12);

let temporary: string;
/** Holds the image's folder, and beside it a file that nothing may touch. */
let world: string;
let root: string;

async function makeWorld(): Promise<void> {
  temporary = await mkdtemp(join(tmpdir(), 'apply-layer-'));
  world = join(temporary, DEPTH);
  root = join(world, 'root');
  await mkdir(root, { recursive: true });
  await writeFile(join(world, 'secret'), 'untouched');
}

const removeWorld = () => rm(temporary, { recursive: true });

beforeEach(makeWorld);
afterEach(removeWorld);

function makeLayer(entries: readonly Entry[]): Readable {
  const archive = pack();
  for (const { content, ...header } of entries) archive.entry(header, content ?? '');
  archive.finalize();
  return Readable.from(archive);
}

const apply = (...entries: readonly Entry[]) => applyLayer(root, makeLayer(entries));
const read = (path: string) => readFile(join(root, path), 'utf8');
const list = async (path = '') => (await readdir(join(root, path))).sort();

describe('applyLayer', () => {
  test('makes files with modes, folders, links of both kinds', async () => {
    await apply(
      { name: 'bin/', type: 'directory', mode: 0o755 },
      { name: 'bin/run', mode: 0o755, content: '#!' },
      { name: 'sbin', type: 'symlink', linkname: '/bin' },
      { name: 'sbin/more', content: 'through the link' },
      { name: 'bin/hard', type: 'link', linkname: 'bin/run' },
    );
    expect(await read('bin/more')).toBe('through the link');
    expect(await read('bin/hard')).toBe('#!');
    expect((await lstat(join(root, 'bin/run'))).mode & 0o777).toBe(0o755);
    expect(await readlink(join(root, 'sbin'))).toBe('/bin');
  });

  test('replaces what lower layers have, and keeps a folder where it only changes', async () => {
    await apply({ name: 'etc/a', content: '1' }, { name: 'etc/b', content: '1' });
    await apply({ name: 'etc/', type: 'directory' }, { name: 'etc/a', content: '2' });
    expect([await read('etc/a'), await read('etc/b')]).toEqual(['2', '1']);
    await apply({ name: 'etc', content: 'a file now' });
    expect(await read('etc')).toBe('a file now');
  });

  test('a whiteout removes what lower layers have, and nothing of its own layer', async () => {
    await apply({ name: 'app/old/x', content: '1' }, { name: 'app/kept', content: '1' });
    await apply(
      { name: 'app/new', content: '2' },
      { name: 'app/.wh.old' },
      { name: 'app/.wh.new' },
      { name: '.wh.absent' },
    );
    expect(await list('app')).toEqual(['kept', 'new']);
  });

  test('an opaque folder loses all that lower layers put there', async () => {
    await apply({ name: 'app/old', content: '1' }, { name: 'app/deep/old', content: '1' });
    await apply({ name: 'app/deep/new', content: '2' }, { name: 'app/.wh..wh..opq' });
    expect(await list('app')).toEqual(['deep']);
    expect(await list('app/deep')).toEqual(['new']);
  });

  test('skips devices under /dev, and refuses others by name', async () => {
    await apply({ name: 'dev/null', type: 'character-device' });
    await expect(apply({ name: 'run/pipe', type: 'fifo' })).rejects.toThrow(
      'failed to extract layer: run/pipe: a fifo cannot be made',
    );
  });

  test('refuses a broken archive', async () => {
    await expect(applyLayer(root, Readable.from([Buffer.alloc(700, 7)]))).rejects.toThrow();
  });
});

describe('a hostile layer', () => {
  test('is refused when a name leads out', async () => {
    for (const name of ['../secret', 'a/../../secret']) {
      await expect(apply({ name, content: 'gone' })).rejects.toThrow('the name leads out of the image');
    }
    await expect(apply({ name: 'a', type: 'link', linkname: '../secret' })).rejects.toThrow('leads out');
    await expect(apply({ name: '.wh...' })).rejects.toThrow('the whiteout names nothing');
  });

  test('writes behind its own links, inside the folder', async () => {
    await apply(
      { name: 'up', type: 'symlink', linkname: '../../..' },
      { name: 'up/secret', content: 'inside' },
      { name: 'secret-link', type: 'symlink', linkname: join('/', world, 'secret') },
      { name: 'secret-link', content: 'replaces the link' },
    );
    expect(await read('secret')).toBe('inside');
    expect(await readFile(join(world, 'secret'), 'utf8')).toBe('untouched');
  });

  test('never changes anything outside the folder', async () => {
    const name = fc.constantFrom(
      ...[
        'a',
        'b',
        'secret',
        'a/b',
        'a/secret',
        'b/secret',
        'a/b/secret',
        './a//secret',
        '../secret',
        'a/../../secret',
      ],
      ...['.wh.a', 'a/.wh.secret', 'a/.wh.root', 'b/.wh..wh..opq', 'a/b/.wh.secret', '.wh...', 'a/.wh.'],
    );
    const target = fc.constantFrom(
      '..',
      '../..',
      '../secret',
      'a',
      'b',
      'a/b',
      '/a',
      '/secret',
      '../root/../secret',
    );
    const entry = fc.oneof(
      fc.record({ name, content: fc.constant('x') }),
      fc.record({ name, type: fc.constant('directory' as const) }),
      fc.record({ name, type: fc.constantFrom('symlink' as const, 'link' as const), linkname: target }),
    );
    const links = fc.tuple(target, target).map(([a, b]) => [
      { name: 'a', type: 'symlink' as const, linkname: a },
      { name: 'b', type: 'symlink' as const, linkname: b },
    ]);
    const layers = fc.tuple(links, fc.array(entry, { maxLength: 6 }), fc.array(entry, { maxLength: 6 }));
    await fc.assert(
      fc
        .asyncProperty(layers, async (entriesOfLayers) => {
          for (const entries of entriesOfLayers) await apply(...entries).catch(() => {});
          expect(await readdir(world)).toEqual(['root', 'secret']);
          expect(await readFile(join(world, 'secret'), 'utf8')).toBe('untouched');
          expect((await lstat(join(world, 'secret'))).nlink).toBe(1);
        })
        .beforeEach(async () => {
          await removeWorld();
          await makeWorld();
        }),
      { numRuns: 200 },
    );
  });
});
