import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Log } from '../../../../lib/action/log.ts';
import type { EcrPorts } from './ecr-ports.ts';
import { type Descriptor, parseManifest, putImage, readDigest, type StoredImage } from './images.ts';
import type { RegistryClient } from './registry-client.ts';
import type { Repository } from './repository.ts';

export interface CopyPorts extends EcrPorts {
  readonly registry: RegistryClient;
  readonly log: Log;
}

/**
 * Copies an image, and all that an index refers to, into another repository of the registry. The manifests stay the
 * same to the last character, so digests do too. A second run finds what a broken one has left and goes on from there.
 */
export async function copyImage(
  ports: CopyPorts,
  image: StoredImage,
  from: Repository,
  to: Repository,
): Promise<void> {
  const { images, blobs } = referencesOf(image);
  for (const digest of images) {
    const part = await readDigest(ports, from, digest);
    if (!part) throw brokenIndex(image, digest, from);
    await copyImage(ports, part, from, to);
  }
  for (const digest of blobs) {
    const how = await ports.registry.copyBlob(digest, from.name, to.name);
    ports.log.info(`${digest.slice(0, 19)}  ${how}`);
  }
  await putImage(ports, to, image);
}

/** What has to be in a repository before the image itself can be. */
function referencesOf(image: StoredImage): { images: readonly string[]; blobs: readonly string[] } {
  const { manifests = [], config, layers = [] } = parseManifest(image);
  // Foreign layers have addresses of their own, and registries do not hold them.
  const blobs = [...(config ? [config] : []), ...layers].filter(({ urls = [] }) => urls.length === 0);
  const digests = (descriptors: readonly Descriptor[]) => [
    ...new Set(descriptors.map(({ digest }) => digest)),
  ];
  return { images: digests(manifests), blobs: digests(blobs) };
}

function brokenIndex(index: StoredImage, digest: string, repository: Repository): ActionFailure {
  return new ActionFailure({
    cause: `The index ${index.digest} in ${repository.name} refers to ${digest}, which is not there any more.`,
    advice: 'Build and push the image again; a lifecycle policy may have deleted parts of it.',
  });
}
