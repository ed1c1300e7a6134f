import type { Clock } from '../../../lib/action/clock.ts';
import { assembleConfig, assembleManifest, type ImageSpec, type PlainLayer } from './assemble-image.ts';
import type { LayerUploads } from './layer-uploads.ts';
import { putImage } from './put-image.ts';
import { findRepository, type Place, type Registries, type Repository } from './store.ts';

/** An image that is put together and pushed without an engine and without HTTP. */
export interface AssembledImage extends ImageSpec {
  readonly place: Place;
  readonly repository: string;
  readonly tag: string;
  /** Plain tar archives, lowest first. */
  readonly layers: readonly AsyncIterable<Uint8Array>[];
}

/**
 * Pushes by the same steps as the registry protocol: layers, configuration, manifest.
 * @returns the image's digest
 * @throws AwsError as a push would be refused: the repository is missing, the tag is taken and immutable
 */
export type PushImage = (image: AssembledImage) => Promise<string>;

export interface PushPorts {
  readonly registries: Registries;
  readonly uploads: LayerUploads;
  readonly clock: Clock;
}

export function createPushImage({ registries, uploads, clock }: PushPorts): PushImage {
  async function upload(repository: Repository, content: AsyncIterable<Uint8Array>): Promise<PlainLayer> {
    const layer = await uploads.start(repository);
    await layer.append(content);
    return { digest: await layer.complete([layer.digest()]), size: layer.size() };
  }

  return async ({ place, repository: name, tag, layers: contents, ...spec }) => {
    const repository = findRepository(registries.of(place), name);
    const layers: PlainLayer[] = [];
    for (const content of contents) layers.push(await upload(repository, content));
    const config = await upload(repository, bytesOf(assembleConfig(spec, layers)));
    const { image } = putImage(repository, { text: assembleManifest(config, layers), tag }, clock.now());
    return image.digest;
  };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
