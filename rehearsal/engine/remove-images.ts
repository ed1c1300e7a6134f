import type { EngineClient } from './engine-client.ts';

/** The part of an entry of `GET /images/json` that names an image. */
interface NamedImage {
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
}

/**
 * Takes every name away that images have under a registry which is about to end; what nothing else names goes with it.
 * @param host `127.0.0.1:4510`
 */
export async function removeImagesOf(engine: EngineClient, host: string): Promise<void> {
  const images = await engine.call<readonly NamedImage[]>('GET', '/images/json');
  const names = images.flatMap(({ RepoTags, RepoDigests }) => [...(RepoTags ?? []), ...(RepoDigests ?? [])]);
  for (const name of names.filter((each) => each.startsWith(`${host}/`))) {
    // The last tag takes the digest's name with it.
    await engine.call('DELETE', `/images/${name}`).catch(ignoreMissing);
  }
}

function ignoreMissing(error: unknown): void {
  if ((error as { status?: number }).status !== 404) throw error;
}
