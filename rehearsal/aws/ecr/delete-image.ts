import type * as sdk from '@aws-sdk/client-ecr';
import { type Selection, selectImage } from './image-ids.ts';
import { indexesOf, type Repository, removeImage, tagsOf } from './store.ts';

/** What went, or why nothing did. */
export type Deletion =
  | { readonly deleted: readonly sdk.ImageIdentifier[] }
  | Exclude<Selection, { image: unknown }>;

/**
 * Deletes an image with all its tags when its digest is named. A tag takes the image with it when it is the last
 * (BatchDeleteImage).
 */
export function deleteImage(repository: Repository, id: sdk.ImageIdentifier, now: number): Deletion {
  const selection = selectImage(repository, id);
  if (!('image' in selection)) return selection;
  const { digest } = selection.image;
  const tags = tagsOf(repository, digest);
  if (selection.tag !== undefined && id.imageDigest === undefined && tags.length > 1) {
    repository.tags.delete(selection.tag);
    return { deleted: [{ imageDigest: digest, imageTag: selection.tag }] };
  }
  const indexes = indexesOf(repository, digest);
  if (indexes.length > 0) {
    return {
      code: 'ImageReferencedByManifestList',
      reason: `Requested image referenced by manifest list: [${indexes.join(', ')}]`,
    };
  }
  removeImage(repository, digest, now);
  return {
    deleted:
      tags.length === 0
        ? [{ imageDigest: digest }]
        : tags.map((imageTag) => ({ imageDigest: digest, imageTag })),
  };
}
