import type { Readable } from 'node:stream';

/** Content by its digest: layers, configurations. Nothing can be read before its digest is known. */
export interface BlobStore {
  /**
   * Opens a place for bytes that cannot be read yet.
   * @param id a name that this store has not seen, of letters, digits and hyphens
   */
  create(id: string): Promise<BlobDraft>;
  /** @throws Error when the content is not there */
  read(digest: Digest): Promise<Readable>;
  /** Throws the content away when it is there; who reads it already may read on. */
  remove(digest: Digest): void;
  /** Gives up everything that the store holds. */
  close(): Promise<void>;
}

export interface BlobDraft {
  write(bytes: Uint8Array): Promise<void>;
  /** Makes the bytes readable under their digest, which the caller has computed; the draft is over. */
  keep(digest: Digest): Promise<void>;
  /** Throws the bytes away; the draft is over. */
  discard(): Promise<void>;
}

/** `sha256:` and 64 hexadecimal digits: safe as part of a path. Made by {@link parseDigest} alone. */
export type Digest = `sha256:${string}`;

/** The digest, or undefined when the text is none. */
export function parseDigest(text: string): Digest | undefined {
  return isDigest(text) ? text : undefined;
}

function isDigest(text: string): text is Digest {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}
