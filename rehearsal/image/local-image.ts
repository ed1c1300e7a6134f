import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type LayerContent, packLayer } from './layer.ts';

/** An image of one layer made from this machine's files, as an engine and the embedded registry can both be given it. */
export interface LocalImage {
  readonly repository: string;
  /** A hash of what the layer holds and how it starts: another content has another tag. */
  readonly tag: string;
  /** `NAME=value`, as in an image's configuration. */
  readonly environment: readonly string[];
  readonly command: readonly string[];
  /** The layer, an uncompressed tar archive, written anew at each call. */
  layer(): Readable;
}

export async function describeLocalImage(
  repository: string,
  content: LayerContent,
  start: Pick<LocalImage, 'environment' | 'command'>,
): Promise<LocalImage> {
  const hash = createHash('sha256').update(JSON.stringify(start));
  for await (const chunk of packLayer(content)) hash.update(chunk);
  const tag = hash.digest('hex').slice(0, 12);
  return { repository, tag, ...start, layer: () => packLayer(content) };
}
