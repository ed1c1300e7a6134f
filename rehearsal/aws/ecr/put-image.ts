import { createHash } from 'node:crypto';
import { AwsError } from '../kernel/errors.ts';
import type { Digest } from './blobs/blob-store.ts';
import { checkTag } from './checks.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { isImmutable } from './mutability.ts';
import { contentOf, type Repository, type StoredImage, tagsOf } from './store.ts';

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
  checkQuotas(repository, known, tag);
  const stored = known ?? makeImage(repository, { digest, text: image.text, manifest }, now);
  repository.images.set(digest, stored);
  for (const blob of contentOf(manifest)) repository.orphans.delete(blob);
  if (tag !== undefined) repository.tags.set(tag, digest);
  return { image: stored, changed: true };
}

function makeImage(
  { scanOnPush }: Repository,
  image: Pick<StoredImage, 'digest' | 'manifest' | 'text'>,
  now: number,
): StoredImage {
  return { ...image, pushedAt: new Date(now), scannedOnPush: scanOnPush };
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
      ? {
          what: 'Images',
          code: 'ReferencedImagesNotFoundException',
          digests: manifest.images.map(({ digest }) => digest),
        }
      : { what: 'Layers', code: 'LayersNotFoundException', digests: contentOf(manifest) };
  const known = manifest.kind === 'index' ? repository.images : repository.blobs;
  const missing = required.digests.filter((digest) => !known.has(digest));
  if (missing.length === 0) return;
  throw new AwsError(
    required.code,
    `${required.what} with digests '[${missing.join(', ')}]' required for pushing image into repository with name ` +
      `'${repository.name}' in the registry with id '${repository.registry.id}' do not exist`,
  );
}

/** An immutable tag is refused even for the image that it names (containers-roadmap #2179). */
function checkTagIsFree(repository: Repository, tag: string | undefined): void {
  if (tag === undefined || !repository.tags.has(tag) || !isImmutable(repository.mutability, tag)) return;
  throw new AwsError(
    'ImageTagAlreadyExistsException',
    `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten ` +
      'because the tag is immutable.',
  );
}

/** A tag that moves takes no room; a new one, or a new image, does. */
function checkQuotas(repository: Repository, known: StoredImage | undefined, tag: string | undefined): void {
  const { imagesPerRepository, tagsPerImage } = repository.registry.settings;
  if (!known && repository.images.size >= imagesPerRepository) {
    throw limitExceeded(repository, 'images', imagesPerRepository);
  }
  if (known && tag !== undefined && tagsOf(repository, known.digest).length >= tagsPerImage) {
    throw limitExceeded(repository, `tags for the image with digest '${known.digest}'`, tagsPerImage);
  }
}

function limitExceeded({ name, registry }: Repository, what: string, limit: number): AwsError {
  return new AwsError(
    'LimitExceededException',
    `The repository with name '${name}' in registry with id '${registry.id}' already has the maximum allowed number ` +
      `of ${what} which is '${limit}'`,
  );
}
