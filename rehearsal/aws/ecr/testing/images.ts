import { createHash } from 'node:crypto';
import { BatchGetImageCommand, type ECRClient } from '@aws-sdk/client-ecr';
import { bytesOf, createRepository, createWorld, PLACE } from './world.ts';

/** The repository that images of these tests go to. */
export const repositoryName = 'team/web';

export const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** A world with the repository. */
export async function setUp(immutable = false) {
  const world = createWorld();
  await createRepository(world.client, repositoryName, immutable);
  return world;
}

/** Pushes an image whose one layer is the text, and gives its digest. */
export const push = ({ pushImage }: ReturnType<typeof createWorld>, tag: string, text = tag) =>
  pushImage({
    place: PLACE,
    repository: repositoryName,
    tag,
    layers: [bytesOf(text)],
    architecture: 'amd64',
    cmd: ['/app'],
  });

export async function readManifest(client: ECRClient, imageTag: string): Promise<string> {
  const { images } = await client.send(
    new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag }] }),
  );
  return images?.[0]?.imageManifest ?? '';
}
