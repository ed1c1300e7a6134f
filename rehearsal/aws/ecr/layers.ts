import type { BlobStore, Digest } from './blobs/blob-store.ts';
import type { Registry, Repository } from './store.ts';

/** Frees the content that nobody needs any more. Repositories share content in the store. */
export interface LayerKeeper {
  /** Keeps content that is on its way into a repository; the function that it returns lets go of it. */
  hold(digest: Digest): () => void;
  /** Drops the layers of a repository that no image has referred to for so long as orphans are kept. */
  dropOrphans(repository: Repository, now: number): void;
  /** Frees what a repository had that is no more. */
  freeAll(repository: Repository): void;
}

export interface KeeperPorts {
  readonly blobs: BlobStore;
  readonly registries: () => readonly Registry[];
  /** How long orphans are kept, in milliseconds. */
  readonly layersKept: number;
}

export function createLayerKeeper({ blobs, registries, layersKept }: KeeperPorts): LayerKeeper {
  const held = new Map<Digest, number>();

  function isNeeded(digest: Digest): boolean {
    if (held.has(digest)) return true;
    return registries().some(({ repositories }) =>
      [...repositories.values()].some((repository) => repository.blobs.has(digest)),
    );
  }

  function free(digest: Digest): void {
    if (!isNeeded(digest)) blobs.remove(digest);
  }

  return {
    hold(digest) {
      held.set(digest, (held.get(digest) ?? 0) + 1);
      return () => {
        const left = (held.get(digest) ?? 1) - 1;
        if (left > 0) held.set(digest, left);
        else held.delete(digest);
      };
    },
    dropOrphans(repository, now) {
      for (const [digest, since] of repository.orphans) {
        if (since + layersKept > now) continue;
        repository.orphans.delete(digest);
        repository.blobs.delete(digest);
        free(digest);
      }
    },
    freeAll: ({ blobs: content }) => {
      for (const digest of content.keys()) free(digest);
    },
  };
}
