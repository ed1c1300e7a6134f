import { ImageAlreadyExistsException, type ImageIdentifier } from '@aws-sdk/client-ecr';
import type { EcrPorts } from './ecr-ports.ts';
import type { Repository } from './repository.ts';

/** An image as it stands in a repository. */
export interface StoredImage {
  readonly digest: string;
  readonly mediaType: string;
  /** The manifest's exact characters, of which the digest is made. */
  readonly manifest: string;
}

/** All kinds of manifests, so that ECR gives each as it was pushed. */
const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** A part of a manifest that names something else in the registry. */
export interface Descriptor {
  readonly digest: string;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Where a layer stands that may not be given away: not in the registry. */
  readonly urls?: readonly string[];
}

/** The parts of any manifest that are read here: an index has `manifests`, an image the other two. */
export interface Manifest {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}

export function parseManifest(image: StoredImage): Manifest {
  return JSON.parse(image.manifest) as Manifest;
}

/**
 * Whether two images run the same bytes on every platform. An attestation tells the time of its build, so two builds of
 * one thing differ in it, and it does not count.
 */
export function isSameContent(one: StoredImage, other: StoredImage): boolean {
  return one.digest === other.digest || contentOf(one).join() === contentOf(other).join();
}

function contentOf(image: StoredImage): readonly string[] {
  const { manifests } = parseManifest(image);
  const images = manifests?.filter(
    ({ annotations }) => annotations?.['vnd.docker.reference.type'] !== 'attestation-manifest',
  );
  return images?.map(({ digest }) => digest).sort() ?? [image.digest];
}

/** As many identifiers as one BatchGetImage takes. */
const BATCH = 100;

/** The images that tags point to, by tag; tags that point to nothing are not in it. */
export async function readTags(
  ports: EcrPorts,
  repository: Repository,
  tags: readonly string[],
): Promise<ReadonlyMap<string, StoredImage>> {
  const images = new Map<string, StoredImage>();
  for (let start = 0; start < tags.length; start += BATCH) {
    const imageIds = tags.slice(start, start + BATCH).map((imageTag) => ({ imageTag }));
    for (const [id, image] of await batchGet(ports, repository, imageIds)) {
      if (id.imageTag !== undefined) images.set(id.imageTag, image);
    }
  }
  return images;
}

/** The image of a digest; undefined when the repository does not have it. */
export async function readDigest(
  ports: EcrPorts,
  repository: Repository,
  digest: string,
): Promise<StoredImage | undefined> {
  const [found] = await batchGet(ports, repository, [{ imageDigest: digest }]);
  return found?.[1];
}

async function batchGet(
  ports: EcrPorts,
  repository: Repository,
  imageIds: ImageIdentifier[],
): Promise<(readonly [ImageIdentifier, StoredImage])[]> {
  const { images = [], failures = [] } = await ports.ecr.batchGetImage(
    { repositoryName: repository.name, imageIds, acceptedMediaTypes: MEDIA_TYPES },
    { abortSignal: ports.signal },
  );
  const [failure] = failures.filter(({ failureCode }) => failureCode !== 'ImageNotFound');
  if (failure) throw new Error(`ECR could not read an image of ${repository.name}: ${failure.failureReason}`);
  return images.map(({ imageId, imageManifest, imageManifestMediaType }) => {
    if (!imageId?.imageDigest || !imageManifest)
      throw new Error('ECR gave an image without digest and manifest.');
    const mediaType = imageManifestMediaType ?? '';
    return [imageId, { digest: imageId.imageDigest, manifest: imageManifest, mediaType }];
  });
}

/** Puts an image into a repository, under a tag or without one. That it is there already is success. */
export async function putImage(
  ports: EcrPorts,
  repository: Repository,
  image: StoredImage,
  tag?: string,
): Promise<void> {
  try {
    await ports.ecr.putImage(
      {
        repositoryName: repository.name,
        imageManifest: image.manifest,
        imageManifestMediaType: image.mediaType,
        imageDigest: image.digest,
        imageTag: tag,
      },
      { abortSignal: ports.signal },
    );
  } catch (error) {
    if (!(error instanceof ImageAlreadyExistsException)) throw error;
  }
}

/** The tags that a digest has, as ECR says when asked; undefined when it has no such image. */
export async function readTagsOf(
  ports: EcrPorts,
  repository: Repository,
  digest: string,
): Promise<readonly string[]> {
  const { imageDetails } = await ports.ecr.describeImages(
    { repositoryName: repository.name, imageIds: [{ imageDigest: digest }] },
    { abortSignal: ports.signal },
  );
  return imageDetails?.[0]?.imageTags ?? [];
}
