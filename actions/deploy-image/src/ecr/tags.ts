import { ImageTagAlreadyExistsException } from '@aws-sdk/client-ecr';
import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { EcrPorts } from './ecr-ports.ts';
import { putImage, readTags, readTagsOf, type StoredImage } from './images.ts';
import { isImmutable, type Repository } from './repository.ts';

/** What has to happen to one tag. */
export type TagChange =
  | { readonly tag: string; readonly kind: 'add' | 'keep' }
  | { readonly tag: string; readonly kind: 'move'; readonly from: string };

/**
 * Decides what each wanted tag needs to point to the image.
 * @param existing what tags point to now
 * @param digest of the wanted image; undefined when the repository does not have it yet
 * @throws ActionFailure when an immutable tag holds another image
 */
export function decideTags(
  repository: Repository,
  wanted: readonly string[],
  existing: ReadonlyMap<string, StoredImage>,
  digest: string | undefined,
): readonly TagChange[] {
  return wanted.map((tag) => {
    const image = existing.get(tag);
    if (!image) return { tag, kind: 'add' };
    if (image.digest === digest) return { tag, kind: 'keep' };
    if (isImmutable(repository, tag)) throw takenTag(repository, tag, image.digest);
    return { tag, kind: 'move', from: image.digest };
  });
}

function takenTag(repository: Repository, tag: string, digest?: string): ActionFailure {
  return new ActionFailure({
    cause: `The tag "${tag}" of ${repository.name} is immutable and holds another image${digest ? `, ${digest}` : ''}.`,
    advice: `Give another tag with "tags", or use the image that is there with "image: ${repository.name}:${tag}".`,
  });
}

/**
 * Writes the changes, one tag after the other; a tag that is kept costs nothing.
 * @throws ActionFailure when another run has taken an immutable tag since the changes were decided
 */
export async function writeTags(
  ports: EcrPorts,
  repository: Repository,
  image: StoredImage,
  changes: readonly TagChange[],
): Promise<void> {
  for (const { tag, kind } of changes) {
    if (kind === 'keep') continue;
    try {
      await putImage(ports, repository, image, tag);
    } catch (error) {
      if (!(error instanceof ImageTagAlreadyExistsException)) throw error;
      // ECR says so of the same image too: the answer to our own call may have been lost.
      const holder = (await readTags(ports, repository, [tag])).get(tag);
      if (holder?.digest !== image.digest) throw takenTag(repository, tag, holder?.digest);
    }
  }
}

/**
 * Reads back that all tags point to the image.
 * @throws ActionFailure when one does not: somebody has moved it in the meantime
 */
export async function confirmTags(
  ports: EcrPorts,
  repository: Repository,
  digest: string,
  wanted: readonly string[],
): Promise<readonly string[]> {
  const tags = await readTagsOf(ports, repository, digest);
  const lost = wanted.filter((tag) => !tags.includes(tag));
  if (lost.length > 0) {
    throw new ActionFailure({
      cause: `The tag "${lost.join('", "')}" of ${repository.name} does not point to ${digest} any more: another run has moved it.`,
      advice: 'Let one run at a time push a tag (concurrency in the workflow), and run this one again.',
    });
  }
  return tags;
}
