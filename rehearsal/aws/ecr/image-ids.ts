import type * as sdk from '@aws-sdk/client-ecr';
import { type Digest, parseDigest } from './blobs/blob-store.ts';
import type { Repository, StoredImage } from './store.ts';

/** Which image an identifier of a batch names, or why none. */
export type Selection =
  | { readonly image: StoredImage; readonly tag?: string }
  | { readonly code: sdk.ImageFailureCode; readonly reason: string };

/** A digest, a tag, or both when they belong together. */
export function selectImage(repository: Repository, id: sdk.ImageIdentifier): Selection {
  const { imageDigest, imageTag } = id;
  if (imageDigest === undefined && imageTag === undefined) {
    return {
      code: 'MissingDigestAndTag',
      reason: 'Invalid request parameters: both tag and digest cannot be null',
    };
  }
  const named = imageDigest === undefined ? undefined : parseDigest(imageDigest);
  if (imageDigest !== undefined && named === undefined) {
    return {
      code: 'InvalidImageDigest',
      reason:
        'Invalid request parameters: image digest should satisfy the regex ' +
        "'[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
    };
  }
  const tagged = imageTag === undefined ? undefined : repository.tags.get(imageTag);
  return chooseImage(repository, named, imageTag, tagged);
}

function chooseImage(
  repository: Repository,
  named: Digest | undefined,
  tag: string | undefined,
  tagged: Digest | undefined,
): Selection {
  const digest = named ?? tagged;
  const image = digest && repository.images.get(digest);
  if (!image || (tag !== undefined && tagged === undefined)) {
    return { code: 'ImageNotFound', reason: 'Requested image not found' };
  }
  if (tag !== undefined && tagged !== image.digest) {
    return {
      code: 'ImageTagDoesNotMatchDigest',
      reason: `Requested image tag '${tag}' does not match the digest '${image.digest}'`,
    };
  }
  return tag === undefined ? { image } : { image, tag };
}
