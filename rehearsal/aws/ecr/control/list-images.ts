import type * as sdk from '@aws-sdk/client-ecr';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { listPage } from '../checks.ts';
import { selectImage } from '../image-ids.ts';
import { renderStatus, renderSummary } from '../scanning/render.ts';
import type { Scans } from '../scanning/scans.ts';
import {
  createFindRepository,
  type Registries,
  type Repository,
  type StoredImage,
  sizeOf,
  tagsOf,
} from '../store.ts';
import { identify } from './repositories.ts';

type Filter = sdk.DescribeImagesFilter | sdk.ListImagesFilter | undefined;

/** DescribeImages and ListImages: the same images, one row each or one row for every tag. */
export function listImageOperations(registries: Registries, scans: Scans, clock: Clock): Operations {
  const find = createFindRepository(registries);
  const show = (repository: Repository, image: StoredImage): sdk.ImageDetail => ({
    ...render(repository, image),
    ...renderScan(repository, image, scans, clock.now()),
  });

  function describe(input: sdk.DescribeImagesRequest, call: Call): sdk.DescribeImagesResponse {
    const repository = find(input, call);
    if (input.imageIds) {
      const found = input.imageIds.map((id) => requireImage(repository, id));
      return { imageDetails: [...new Set(found)].map((image) => show(repository, image)) };
    }
    const page = listPage(filterImages(repository, input.filter), ({ digest }) => digest, input);
    return {
      imageDetails: page.items.map((image) => show(repository, image)),
      nextToken: page.nextToken,
    };
  }

  function list(input: sdk.ListImagesRequest, call: Call): sdk.ListImagesResponse {
    const repository = find(input, call);
    const rows = filterImages(repository, input.filter).flatMap(({ digest }): sdk.ImageIdentifier[] => {
      const tags = tagsOf(repository, digest);
      return tags.length === 0
        ? [{ imageDigest: digest }]
        : tags.map((imageTag) => ({ imageDigest: digest, imageTag }));
    });
    const page = listPage(rows, ({ imageDigest, imageTag = '' }) => `${imageDigest}/${imageTag}`, input);
    return { imageIds: page.items, nextToken: page.nextToken };
  }

  return { DescribeImages: describe, ListImages: list };
}

/** Every image here is active: none is ever archived. */
function filterImages(repository: Repository, filter: Filter): StoredImage[] {
  const { tagStatus = 'ANY', imageStatus = 'ANY' } = filter ?? {};
  if (imageStatus !== 'ANY' && imageStatus !== 'ACTIVE') return [];
  return [...repository.images.values()].filter(({ digest }) => {
    const tagged = tagsOf(repository, digest).length > 0;
    return tagStatus === 'ANY' || tagged === (tagStatus === 'TAGGED');
  });
}

/** @throws AwsError ImageNotFoundException */
export function requireImage(repository: Repository, id: sdk.ImageIdentifier): StoredImage {
  const selection = selectImage(repository, id);
  if ('image' in selection) return selection.image;
  if (selection.code !== 'ImageNotFound') {
    throw new AwsError('InvalidParameterException', selection.reason);
  }
  const { imageDigest = 'null', imageTag = 'null' } = id;
  throw new AwsError(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${imageDigest}', imageTag:'${imageTag}'} does not exist within the ` +
      `repository with name '${repository.name}' in the registry with id '${repository.registry.id}'`,
  );
}

function render(repository: Repository, image: StoredImage): sdk.ImageDetail {
  const tags = tagsOf(repository, image.digest);
  return {
    ...identify(repository),
    imageDigest: image.digest,
    imageTags: tags.length > 0 ? tags : undefined,
    imageSizeInBytes: sizeOf(repository, image),
    imagePushedAt: image.pushedAt,
    imageManifestMediaType: image.manifest.mediaType,
    artifactMediaType: image.manifest.kind === 'image' ? image.manifest.config.mediaType : undefined,
    imageStatus: 'ACTIVE',
  };
}

/** Nothing where no scan was made, or nobody has said what it finds. */
function renderScan(repository: Repository, image: StoredImage, scans: Scans, now: number): sdk.ImageDetail {
  const scan = scans.isScripted(repository, image) ? scans.find(repository, image) : undefined;
  if (!scan) return {};
  return { imageScanStatus: renderStatus(scan, now), imageScanFindingsSummary: renderSummary(scan, now) };
}
