/** An image as task definitions and engines name it, without the host. */
export interface Reference {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * Splits `host/name:tag`, `host/name@sha256:…` or both; the tag is `latest` when neither is given, as engines read it.
 * @returns undefined when the image is not of this host
 */
export function parseReference(reference: string, host: string): Reference | undefined {
  const prefix = `${host}/`;
  if (!reference.startsWith(prefix)) return undefined;
  const [named = '', digest] = reference.slice(prefix.length).split('@', 2);
  const [, repository, tag] = /^([^:]+)(?::(.+))?$/.exec(named) ?? [];
  if (repository === undefined) return undefined;
  if (digest !== undefined) return { repository, digest };
  return { repository, tag: tag ?? 'latest' };
}
