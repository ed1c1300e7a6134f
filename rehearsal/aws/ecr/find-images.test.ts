import { text } from 'node:stream/consumers';
import { BatchGetImageCommand, type ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { describe, expect, test } from '@jest/globals';
import { bytesOf, createRepository, createWorld, PLACE } from './testing/world.ts';

const host = '127.0.0.1:4510';

async function setUp() {
  const world = createWorld();
  await createRepository(world.client, 'web');
  return world;
}

const image = (tag: string, architecture = 'amd64', place = PLACE) => ({
  place,
  repository: 'web',
  tag,
  layers: [bytesOf(`layer of ${tag}`)],
  architecture,
  env: ['APP_VERSION=1'],
  entrypoint: ['/node'],
  cmd: ['server.js'],
  workingDirectory: '/app',
  user: '1000',
  ports: [8080],
  labels: { team: 'web' },
});

/** Puts an index of the tagged images under a tag of its own. */
async function putIndex(client: ECRClient, tag: string, parts: Record<string, string>): Promise<void> {
  const manifests = await Promise.all(
    Object.entries(parts).map(async ([platform, imageTag]) => {
      const [os, architecture] = platform.split('/');
      const { images } = await client.send(
        new BatchGetImageCommand({ repositoryName: 'web', imageIds: [{ imageTag }] }),
      );
      const [found] = images ?? [];
      return {
        mediaType: found?.imageManifestMediaType,
        digest: found?.imageId?.imageDigest,
        size: found?.imageManifest?.length,
        platform: { os, architecture },
      };
    }),
  );
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, manifests });
  await client.send(new PutImageCommand({ repositoryName: 'web', imageManifest, imageTag: tag }));
}

describe('images for runtimes', () => {
  test('are found by tag and by digest, with what a container needs', async () => {
    const { clock, images, pushImage } = await setUp();
    const digest = await clock.run(pushImage(image('1')));
    for (const reference of [`${host}/web:1`, `${host}/web@${digest}`]) {
      // On the virtual clock: nothing but promises may stand between a task and its image.
      const found = await clock.run(images.find(reference));
      expect(found).toMatchObject({
        repositoryUri: `${host}/web`,
        digest,
        config: {
          Env: ['APP_VERSION=1'],
          Entrypoint: ['/node'],
          Cmd: ['server.js'],
          WorkingDir: '/app',
          User: '1000',
          ExposedPorts: { '8080/tcp': {} },
          Labels: { team: 'web' },
        },
      });
      const [layer] = found?.manifest.layers ?? [];
      if (!found || !layer) throw new Error('The image has no layer.');
      expect(await text(await images.readBlob(found, layer.digest))).toBe('layer of 1');
      expect(() => images.readBlob(found, `sha256:${'0'.repeat(64)}`)).toThrow(/has no blob sha256:0/);
    }
  });

  test('the same content gives the same digest', async () => {
    const worlds = [await setUp(), await setUp()];
    const digests = await Promise.all(worlds.map(({ pushImage }) => pushImage(image('1'))));
    expect(digests[0]).toBe(digests[1]);
  });

  test('are not found under another tag, digest, repository or host', async () => {
    const { images, pushImage } = await setUp();
    await pushImage(image('1'));
    const references = [
      `${host}/web:2`,
      `${host}/web@sha256:${'0'.repeat(64)}`,
      `${host}/web@sha256:nonsense`,
      `${host}/other:1`,
      'nginx:1',
    ];
    for (const reference of references) expect(await images.find(reference)).toBeUndefined();
  });

  test('of an index the one for this machine is taken', async () => {
    const { client, images, pushImage } = await setUp();
    await pushImage(image('arm', 'arm64'));
    const digest = await pushImage(image('intel'));
    await putIndex(client, 'both', {
      'linux/arm64': 'arm',
      'windows/amd64': 'arm',
      'linux/amd64': 'intel',
    });
    await putIndex(client, 'foreign', { 'linux/arm64': 'arm', 'windows/amd64': 'intel' });
    expect((await images.find(`${host}/web:both`))?.digest).toBe(digest);
    expect(await images.find(`${host}/web:foreign`)).toBeUndefined();
  });

  test('what is no container image is not found', async () => {
    const { client, images, pushImage } = await setUp();
    await pushImage(image('1'));
    const { images: found } = await client.send(
      new BatchGetImageCommand({ repositoryName: 'web', imageIds: [{ imageTag: '1' }] }),
    );
    const imageManifest = found?.[0]?.imageManifest?.replace('image.config.v1+json', 'empty.v1+json');
    await client.send(new PutImageCommand({ repositoryName: 'web', imageManifest, imageTag: 'chart' }));
    expect(await images.find(`${host}/web:chart`)).toBeUndefined();
  });

  test('a tag that two registries use for different images is refused', async () => {
    const { clientOf, images, pushImage } = await setUp();
    const elsewhere = { ...PLACE, region: 'eu-central-1' };
    await createRepository(clientOf({ region: elsewhere.region }), 'web');
    await pushImage(image('1'));
    await pushImage(image('1', 'amd64', elsewhere));
    expect(await images.find(`${host}/web:1`)).toBeDefined();
    await pushImage({ ...image('1', 'amd64', elsewhere), cmd: ['other.js'] });
    await expect(images.find(`${host}/web:1`)).rejects.toThrow(
      `${host}/web:1 names different images in several registries (123456789012 in eu-west-1, 123456789012 in eu-central-1), ` +
        'which share one host in the embedded AWS. Name the image by its digest.',
    );
  });

  test('a push into a missing repository is refused', async () => {
    const { pushImage } = createWorld();
    await expect(pushImage(image('1'))).rejects.toMatchObject({
      code: 'RepositoryNotFoundException',
      message: "The repository with name 'web' does not exist in the registry with id '123456789012'",
    });
  });
});

describe('credentials for a pull', () => {
  test('are given for references of this registry, whether the image is there or not', async () => {
    const { images } = createWorld();
    expect(images.pullCredentials(`${host}/absent:1`)?.username).toBe('AWS');
    expect(images.pullCredentials('nginx:1')).toBeUndefined();
  });
});
