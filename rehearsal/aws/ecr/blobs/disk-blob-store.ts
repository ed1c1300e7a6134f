import { rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore, Digest } from './blob-store.ts';

/**
 * Content in a folder of its own: `blobs/<hex>` when it is whole, `drafts/<id>` before.
 * @param folder made when first used, removed by `close`
 */
export function createDiskBlobStore(folder: string): BlobStore {
  const drafts = join(folder, 'drafts');
  const blobs = join(folder, 'blobs');
  /** Of drafts that are neither kept nor discarded. */
  const unfinished = new Set<FileHandle>();
  const pathOf = (digest: Digest) => join(blobs, digest.slice('sha256:'.length));

  return {
    async create(id) {
      if (!/^[0-9A-Za-z-]+$/.test(id)) throw new Error(`Not a name for a draft: ${id}`);
      await Promise.all([mkdir(drafts, { recursive: true }), mkdir(blobs, { recursive: true })]);
      const path = join(drafts, id);
      const file = await open(path, 'wx');
      unfinished.add(file);
      const finish = async () => {
        unfinished.delete(file);
        await file.close();
      };
      return {
        async write(bytes) {
          await file.writeFile(bytes);
        },
        async keep(digest) {
          await finish();
          await rename(path, pathOf(digest));
        },
        async discard() {
          await finish();
          await rm(path, { force: true });
        },
      };
    },
    async read(digest) {
      const file = await open(pathOf(digest));
      return file.createReadStream();
    },
    remove(digest) {
      // At once: what is kept anew under the digest right afterwards must stay.
      rmSync(pathOf(digest), { force: true });
    },
    async close() {
      await Promise.all([...unfinished].map((file) => file.close()));
      unfinished.clear();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
