import { createHash } from 'node:crypto';
import { AwsError } from '../kernel/errors.ts';
import type { Digest } from './blobs/blob-store.ts';
import { checkTag } from './checks.ts';
import { isForeignLayer, type Manifest, parseManifest } from './manifest.ts';
import { type Repository, type StoredImage, tagsOf } from './store.ts';

/** A manifest as it comes, through the API or the registry. */
export interface NewImage {
  readonly text: string;
  readonly mediaType?: string | undefined;
  readonly tag?: string | undefined;
  /** What the caller believes the digest to be. */
  readonly digest?: string | undefined;
}

/**
 * Puts an image into a repository and moves the tag to it.
 * @returns the image, and whether anything has changed: an image that is there with this tag is not put again
 * @throws AwsError of PutImage: LayersNotFoundException, ReferencedImagesNotFoundException,
 *   ImageDigestDoesNotMatchException, ImageTagAlreadyExistsException
 */
export function putImage(
  repository: Repository,
  image: NewImage,
  now: number,
): { readonly image: StoredImage; readonly changed: boolean } {
  const manifest = parseManifest(image.text, image.mediaType);
  const tag = image.tag === undefined ? undefined : checkTag(image.tag);
  const digest: Digest = `sha256:${createHash('sha256').update(image.text).digest('hex')}`;
  checkDigest(repository, image.digest, digest);
  checkReferences(repository, manifest);
  checkTagIsFree(repository, tag);
  const known = repository.images.get(digest);
  if (known && (tag === undefined || tagsOf(repository, digest).includes(tag))) {
    return { image: known, changed: false };
  }
  const stored = known ?? { digest, text: image.text, manifest, pushedAt: new Date(now) };
  repository.images.set(digest, stored);
  if (tag !== undefined) repository.tags.set(tag, digest);
  return { image: stored, changed: true };
}

function checkDigest(repository: Repository, claimed: string | undefined, digest: Digest): void {
  if (claimed === undefined || claimed === digest) return;
  throw new AwsError(
    'ImageDigestDoesNotMatchException',
    `The image with digest '${claimed}' in repository '${repository.name}' and registry ID ` +
      `'${repository.registry.id}' does not match the image digest that Amazon ECR has calculated.`,
  );
}

function checkReferences(repository: Repository, manifest: Manifest): void {
  const required =
    manifest.kind === 'index'
      ? { what: 'Images', code: 'ReferencedImagesNotFoundException', descriptors: manifest.images }
      : {
          what: 'Layers',
          code: 'LayersNotFoundException',
          descriptors: [manifest.config, ...manifest.layers.filter((layer) => !isForeignLayer(layer))],
        };
  const known = manifest.kind === 'index' ? repository.images : repository.blobs;
  const missing = required.descriptors.map(({ digest }) => digest).filter((digest) => !known.has(digest));
  if (missing.length === 0) return;
  throw new AwsError(
    required.code,
    `${required.what} with digests '[${missing.join(', ')}]' required for pushing image into repository with name ` +
      `'${repository.name}' in the registry with id '${repository.registry.id}' do not exist`,
  );
}

/** An immutable tag is refused even for the image that it names (containers-roadmap #2179). */
function checkTagIsFree(repository: Repository, tag: string | undefined): void {
  if (tag === undefined || repository.mutability === 'MUTABLE' || !repository.tags.has(tag)) return;
  throw new AwsError(
    'ImageTagAlreadyExistsException',
    `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten ` +
      'because the tag is immutable.',
  );
}
