import { text } from 'node:stream/consumers';
import { type EngineClient, EngineError } from '../engine/engine-client.ts';
import { throwOnFailure } from '../engine/progress.ts';
import type { LocalImage } from './local-image.ts';

/**
 * Makes sure that the engine has the image, and gives its reference. It is made once and used by every later run.
 * @throws EngineError when the engine does not take it
 */
export async function importImage(engine: EngineClient, image: LocalImage): Promise<string> {
  const reference = `${image.repository}:${image.tag}`;
  if (await hasImage(engine, reference)) return reference;
  const answer = await engine.open('POST', '/images/create', {
    query: { fromSrc: '-', repo: image.repository, tag: image.tag, changes: formatChanges(image) },
    headers: { 'content-type': 'application/x-tar' },
    body: image.layer(),
  });
  throwOnFailure(await text(answer));
  return reference;
}

/** Whether the engine has an image by this reference. */
export async function hasImage(engine: EngineClient, reference: string): Promise<boolean> {
  try {
    await engine.call<object>('GET', `/images/${reference}/json`);
    return true;
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return false;
    throw error;
  }
}

/** The configuration as lines of a Dockerfile, which is what an import takes. */
function formatChanges({ environment, command }: LocalImage): string {
  return [...environment.map((variable) => `ENV ${variable}`), `CMD ${JSON.stringify(command)}`].join('\n');
}
