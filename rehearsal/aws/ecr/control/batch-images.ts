import type * as sdk from '@aws-sdk/client-ecr';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { deleteImage } from '../delete-image.ts';
import { selectImage } from '../image-ids.ts';
import { putImage } from '../put-image.ts';
import { createFindRepository, type Registries, type Repository, type StoredImage } from '../store.ts';
import { identify } from './repositories.ts';

/** Images by their identifiers: read, put, deleted. */
export function imageOperations(registries: Registries, clock: Clock): Operations {
  const find = createFindRepository(registries);

  function batchGet(input: sdk.BatchGetImageRequest, call: Call): sdk.BatchGetImageResponse {
    const repository = find(input, call);
    const images: sdk.Image[] = [];
    const failures: sdk.ImageFailure[] = [];
    for (const imageId of input.imageIds ?? []) {
      const selection = selectImage(repository, imageId);
      if (!('image' in selection)) {
        failures.push({ imageId, failureCode: selection.code, failureReason: selection.reason });
      } else if (isAccepted(selection.image, input.acceptedMediaTypes)) {
        images.push(render(repository, selection.image, selection.tag));
      } else {
        failures.push({
          imageId,
          failureCode: 'ImageNotFound',
          failureReason: 'Requested image not found',
        });
      }
    }
    return { images, failures };
  }

  function batchDelete(input: sdk.BatchDeleteImageRequest, call: Call): sdk.BatchDeleteImageResponse {
    const repository = find(input, call);
    const imageIds: sdk.ImageIdentifier[] = [];
    const failures: sdk.ImageFailure[] = [];
    for (const imageId of input.imageIds ?? []) {
      const result = deleteImage(repository, imageId, clock.now());
      if ('deleted' in result) imageIds.push(...result.deleted);
      else failures.push({ imageId, failureCode: result.code, failureReason: result.reason });
    }
    return { imageIds, failures };
  }

  function put(input: sdk.PutImageRequest, call: Call): sdk.PutImageResponse {
    const repository = find(input, call);
    const { image, changed } = putImage(
      repository,
      {
        text: input.imageManifest ?? '',
        mediaType: input.imageManifestMediaType,
        tag: input.imageTag,
        digest: input.imageDigest,
      },
      clock.now(),
    );
    if (!changed) throw imageExists(repository, image, input.imageTag);
    return { image: render(repository, image, input.imageTag) };
  }

  return { BatchGetImage: batchGet, BatchDeleteImage: batchDelete, PutImage: put };
}

function isAccepted({ manifest }: StoredImage, accepted: readonly string[] | undefined): boolean {
  return accepted === undefined || accepted.includes(manifest.mediaType);
}

function render(repository: Repository, image: StoredImage, tag: string | undefined): sdk.Image {
  return {
    ...identify(repository),
    imageId: { imageDigest: image.digest, imageTag: tag },
    imageManifest: image.text,
    imageManifestMediaType: image.manifest.mediaType,
  };
}

function imageExists(
  { name, registry }: Repository,
  { digest }: StoredImage,
  tag: string | undefined,
): AwsError {
  const tagged = tag === undefined ? '' : ` and tag '${tag}'`;
  return new AwsError(
    'ImageAlreadyExistsException',
    `Image with digest '${digest}'${tagged} already exists in the repository with name '${name}' ` +
      `in registry with id '${registry.id}'`,
  );
}
