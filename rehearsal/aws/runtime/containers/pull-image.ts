import { text } from 'node:stream/consumers';
import type { EngineClient } from '../../../engine/engine-client.ts';
import { throwOnFailure } from '../../../engine/progress.ts';
import { hasImage } from '../../../image/import-image.ts';
import type { Image, Images } from '../../ecr/images.ts';
import { PULLED_REPOSITORY } from './instance-resources.ts';

/**
 * Lets the engine pull an image from the embedded registry, and names it as the instance's: the name of the registry,
 * which dies with the embedded AWS, is taken away again unless the engine knew it before.
 * @param tag begins with the instance
 * @returns how the engine calls the image
 * @throws EngineError when the engine cannot have it
 */
export async function pullImage(
  engine: EngineClient,
  images: Images,
  image: Image,
  tag: string,
): Promise<string> {
  const { repositoryUri, digest } = image;
  const name = `${repositoryUri}@${digest}`;
  const wasThere = await hasImage(engine, name);
  const answer = await engine.open('POST', '/images/create', {
    query: { fromImage: repositoryUri, tag: digest },
    headers: { 'x-registry-auth': formatCredentials(images, name) },
  });
  throwOnFailure(await text(answer));
  await engine.call('POST', `/images/${name}/tag`, { query: { repo: PULLED_REPOSITORY, tag } });
  if (!wasThere) await engine.call<object>('DELETE', `/images/${name}`);
  return `${PULLED_REPOSITORY}:${tag}`;
}

/** The engine's header: credentials as a JSON document in base64url, with the padding that older engines insist on. */
function formatCredentials(images: Images, reference: string): string {
  const credentials = Buffer.from(JSON.stringify(images.pullCredentials(reference) ?? {}));
  return credentials.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
