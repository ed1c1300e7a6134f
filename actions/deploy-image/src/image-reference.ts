/** A reference to an image, taken apart the way docker does it. */
export interface ImageReference {
  /** Undefined when only a repository is named. */
  readonly registry: string | undefined;
  readonly repository: string;
  /** What selects the image in its repository; the digest wins over a tag next to it. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Takes apart `registry/team/web:tag@sha256:...`; registry, tag and digest may be missing. Undefined when it is none. */
export function parseImageReference(text: string): ImageReference | undefined {
  const [named = '', digest, ...more] = text.split('@');
  const [, first, rest] = /^([^/]+)\/(.+)$/.exec(named) ?? [];
  const registry = first !== undefined && isHost(first) ? first : undefined;
  const path = registry === undefined ? named : (rest ?? '');
  const [, repository, tag] = /^([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::(\w[\w.-]{0,127}))?$/.exec(path) ?? [];
  const isDigest = digest === undefined || /^sha256:[0-9a-f]{64}$/.test(digest);
  if (repository === undefined || !isDigest || more.length > 0) return undefined;
  return { registry, repository, tag, digest };
}

/** Docker's own rule for what is a host and what the first folder of a repository. */
function isHost(first: string): boolean {
  return first.includes('.') || first.includes(':') || first === 'localhost';
}
