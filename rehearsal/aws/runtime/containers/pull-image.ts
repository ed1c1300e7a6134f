import { text } from 'node:stream/consumers';
import { type EngineClient, EngineError } from '../../../engine/engine-client.ts';
import { throwOnFailure } from '../../../engine/progress.ts';
import { hasImage } from '../../../image/import-image.ts';
import type { Images } from '../../ecr/images.ts';
import { cannotPull, findImage } from '../find-image.ts';

/** The engine's images that came from the embedded registry. */
export interface PulledImages {
  /** @throws StartError in ECS's words when it cannot be had */
  pull(reference: string): Promise<void>;
  /** How the engine calls the image that the last pull of this reference brought; undefined when there was none. */
  find(reference: string): string | undefined;
  /** Lets the engine forget what was pulled, but for what it had before. */
  forget(): Promise<void>;
}

export function createPulledImages(engine: EngineClient, images: Images): PulledImages {
  /** By reference; always by digest, so that a tag that moves meanwhile changes nothing. */
  const pulled = new Map<string, string>();
  const added = new Set<string>();

  async function pull(reference: string): Promise<void> {
    const { repositoryUri, digest } = await findImage(images, reference);
    const name = `${repositoryUri}@${digest}`;
    if (!(await hasImage(engine, name))) added.add(name);
    try {
      const answer = await engine.open('POST', '/images/create', {
        query: { fromImage: repositoryUri, tag: digest },
        headers: { 'x-registry-auth': formatCredentials(images, reference) },
      });
      throwOnFailure(await text(answer));
    } catch (error) {
      throw error instanceof EngineError ? cannotPull(error.message) : error;
    }
    pulled.set(reference, name);
  }

  async function forget(): Promise<void> {
    for (const name of added) {
      try {
        await engine.call<object>('DELETE', `/images/${name}`);
      } catch (error) {
        // Somebody removed it, or a container of somebody else's uses it by now.
        if (!(error instanceof EngineError && (error.status === 404 || error.status === 409))) throw error;
      }
    }
    added.clear();
  }

  return { pull, find: (reference) => pulled.get(reference), forget };
}

/** The engine's header: credentials as a JSON document in base64url, with the padding that older engines insist on. */
function formatCredentials(images: Images, reference: string): string {
  const credentials = Buffer.from(JSON.stringify(images.pullCredentials(reference) ?? {}));
  return credentials.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
