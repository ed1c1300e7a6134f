import { Readable } from 'node:stream';
import type { BlobStore, Digest } from './blob-store.ts';

/** For runs in one process: promises only, so that a virtual clock can wait for them. */
export function createMemoryBlobStore(): BlobStore {
  const contents = new Map<Digest, Buffer>();
  return {
    async create() {
      const chunks: Uint8Array[] = [];
      return {
        async write(bytes) {
          chunks.push(bytes);
        },
        async keep(digest) {
          contents.set(digest, Buffer.concat(chunks));
        },
        async discard() {
          chunks.length = 0;
        },
      };
    },
    async read(digest) {
      const content = contents.get(digest);
      if (!content) throw new Error(`No content with digest ${digest}`);
      return Readable.from([content], { objectMode: false });
    },
    remove(digest) {
      contents.delete(digest);
    },
    async close() {
      contents.clear();
    },
  };
}
