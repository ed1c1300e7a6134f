import { rmSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore, Digest } from './blob-store.ts';

/**
 * Content in a folder of its own: `blobs/<hex>` when it is whole, `drafts/<id>` before.
 * @param folder made when first used, removed by `close`
 */
export function createDiskBlobStore(folder: string): BlobStore {
  const drafts = join(folder, 'drafts');
  const blobs = join(folder, 'blobs');
  const pathOf = (digest: Digest) => join(blobs, digest.slice('sha256:'.length));

  return {
    async create(id) {
      if (!/^[0-9A-Za-z-]+$/.test(id)) throw new Error(`Not a name for a draft: ${id}`);
      await Promise.all([mkdir(drafts, { recursive: true }), mkdir(blobs, { recursive: true })]);
      const path = join(drafts, id);
      const file = await open(path, 'wx');
      return {
        async write(bytes) {
          await file.writeFile(bytes);
        },
        async keep(digest) {
          await file.close();
          await rename(path, pathOf(digest));
        },
        async discard() {
          await file.close();
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
      await rm(folder, { recursive: true, force: true });
    },
  };
}
