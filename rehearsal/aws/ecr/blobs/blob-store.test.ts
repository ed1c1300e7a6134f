import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BlobStore, parseDigest } from './blob-store.ts';
import { createDiskBlobStore } from './disk-blob-store.ts';
import { createMemoryBlobStore } from './memory-blob-store.ts';

const digest = `sha256:${'0'.repeat(64)}` as const;
let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'blob-store-'));
  folder = join(parent, 'store');
});

afterEach(() => rm(parent, { recursive: true }));

describe.each<[string, () => BlobStore]>([
  ['memory', () => createMemoryBlobStore()],
  ['disk', () => createDiskBlobStore(folder)],
])('the blob store in %s', (_kind, create) => {
  test('gives kept content back, any number of times', async () => {
    const store = create();
    const draft = await store.create('one');
    await draft.write(Buffer.from('hello '));
    await draft.write(Buffer.from('world'));
    await draft.keep(digest);
    expect(await text(await store.read(digest))).toBe('hello world');
    expect(await text(await store.read(digest))).toBe('hello world');
  });

  test('gives nothing of a draft that is not kept', async () => {
    const store = create();
    const draft = await store.create('one');
    await draft.write(Buffer.from('hello'));
    await expect(store.read(digest)).rejects.toThrow();
    await draft.discard();
    await expect(store.read(digest)).rejects.toThrow();
  });

  test('gives nothing after it was closed', async () => {
    const store = create();
    const draft = await store.create('one');
    await draft.keep(digest);
    await store.close();
    await expect(store.read(digest)).rejects.toThrow();
  });
});

describe('the blob store on disk', () => {
  test('leaves no file of what was discarded, and no folder after its end', async () => {
    const store = createDiskBlobStore(folder);
    const draft = await store.create('one');
    await draft.write(Buffer.from('hello'));
    await draft.discard();
    expect(await readdir(join(folder, 'drafts'))).toEqual([]);
    await store.close();
    expect(existsSync(folder)).toBe(false);
  });

  test('never writes outside its folder, whatever a draft is called', async () => {
    await writeFile(join(parent, 'precious'), 'content');
    const store = createDiskBlobStore(folder);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.constantFrom('../../precious', '../../new', '../new', '..', '.', '/etc/x', 'a/b', ''),
          fc.string(),
        ),
        async (id) => {
          const draft = await store.create(id).catch(() => undefined);
          const around = await readdir(parent);
          expect(around.filter((entry) => entry !== 'store')).toEqual(['precious']);
          await draft?.discard();
        },
      ),
      { numRuns: 50 },
    );
    expect(await readFile(join(parent, 'precious'), 'utf8')).toBe('content');
    await store.close();
  });

  test('refuses a second draft of the same name', async () => {
    const store = createDiskBlobStore(folder);
    const draft = await store.create('one');
    await expect(store.create('one')).rejects.toThrow('EEXIST');
    await draft.discard();
  });
});

test('a digest is sha256 in lower-case hexadecimal digits and nothing else', () => {
  fc.assert(
    fc.property(fc.string(), (noise) => {
      expect(parseDigest(digest + noise) === undefined).toBe(noise !== '');
      expect(parseDigest(noise)).toBeUndefined();
    }),
  );
});
