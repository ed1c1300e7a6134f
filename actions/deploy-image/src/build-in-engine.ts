import { ActionFailure } from '../../../lib/action/errors.ts';
import type { BuildWork, BuiltImage } from './build-work.ts';
import { build } from './docker/build.ts';
import { push, readImageId } from './docker/push.ts';
import { parseManifest, readTags, type StoredImage } from './ecr/images.ts';
import { decideTags } from './ecr/tags.ts';
import type { Ports } from './ports.ts';

/**
 * Builds into the engine, so that the image can be compared with what the tags hold before anything is pushed: an image
 * that is there already is not sent again, and an immutable tag with another image is found out in time.
 */
export async function buildInEngine(work: BuildWork, ports: Ports): Promise<BuiltImage> {
  const { docker, repository, tags } = work;
  const name = `${repository.uri}:${tags[0]}`;
  await build(docker, work.source, work.builder, { kind: 'engine', name }, ports.log);
  const imageId = await readImageId(docker, name);
  // An engine names an image by its configuration, or with containerd's store by its manifest.
  const isTheImage = (image: StoredImage) =>
    image.digest === imageId || parseManifest(image).config?.digest === imageId;
  const existing = await readTags(ports, repository, tags);
  const known = [...existing.values()].find(isTheImage);
  const changes = decideTags(repository, tags, existing, known?.digest);
  if (known) {
    ports.log.info(`The repository has this image already: ${known.digest}`);
    return { image: known, changes };
  }
  const pushedTag = changes[0]?.tag ?? '';
  await push(docker, imageId, `${repository.uri}:${pushedTag}`, ports.log);
  const image = (await readTags(ports, repository, [pushedTag])).get(pushedTag);
  if (image && isTheImage(image)) return { image, changes, pushedTag };
  throw new ActionFailure({
    cause: `The tag "${pushedTag}" of ${repository.name} does not hold the image that was just pushed: another run has moved it.`,
    advice: 'Let one run at a time push a tag (concurrency in the workflow), and run this one again.',
  });
}
