import type { Image, Images } from '../ecr/images.ts';
import { cannotPull, findImage } from './find-image.ts';

/** What a runtime has made ready, by the references of task definitions. */
export interface PulledImages<Ready> {
  /**
   * @returns the image's digest
   * @throws StartError in ECS's words when it cannot be had
   */
  pull(reference: string): Promise<string>;
  /** What the last pull of this reference brought; undefined when there was none. */
  find(reference: string): Ready | undefined;
}

/**
 * Finds images in the embedded registry at each pull, and makes each ready once, by its digest: a tag that moves
 * meanwhile changes nothing.
 */
export function createPulledImages<Ready>(
  images: Images,
  prepare: (image: Image) => Promise<Ready>,
): PulledImages<Ready> {
  const preparing = new Map<string, Promise<Ready>>();
  const pulled = new Map<string, Ready>();

  async function prepareAnew(image: Image): Promise<Ready> {
    try {
      return await prepare(image);
    } catch (error) {
      preparing.delete(image.digest);
      throw cannotPull((error as Error).message);
    }
  }

  return {
    async pull(reference) {
      const image = await findImage(images, reference);
      const work = preparing.get(image.digest) ?? prepareAnew(image);
      preparing.set(image.digest, work);
      pulled.set(reference, await work);
      return image.digest;
    },
    find: (reference) => pulled.get(reference),
  };
}
