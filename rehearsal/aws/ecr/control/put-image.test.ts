import { PutImageCommand } from '@aws-sdk/client-ecr';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf, push, readManifest, repositoryName, setUp } from '../testing/images.ts';

describe('PutImage', () => {
  test('gives an image another tag, and says when it has it already', async () => {
    const world = await setUp();
    const digest = await push(world, '1');
    const imageManifest = await readManifest(world.client, '1');
    const tag = () =>
      world.client.send(new PutImageCommand({ repositoryName, imageManifest, imageTag: 'live' }));
    expect((await tag()).image?.imageId).toEqual({ imageDigest: digest, imageTag: 'live' });
    await expect(tag()).rejects.toMatchObject({
      name: 'ImageAlreadyExistsException',
      message: `Image with digest '${digest}' and tag 'live' already exists in the repository with name 'team/web' in registry with id '123456789012'`,
    });
  });

  test('an immutable tag is never put again, not even on its own image', async () => {
    const world = await setUp(true);
    await push(world, '1', 'one');
    const message =
      "The image tag '1' already exists in the 'team/web' repository and cannot be overwritten because the tag is immutable.";
    for (const text of ['one', 'two']) {
      await expect(push(world, '1', text)).rejects.toMatchObject({
        code: 'ImageTagAlreadyExistsException',
        message,
      });
    }
    expect(await push(world, '2', 'one')).toMatch(/^sha256:/);
  });

  test('no sequence of pushes changes what an immutable tag names', async () => {
    const pushes = fc.array(fc.tuple(fc.constantFrom('1', '2'), fc.constantFrom('a', 'b', 'c')), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(pushes, async (sequence) => {
        const world = await setUp(true);
        const first = new Map<string, string>();
        for (const [tag, text] of sequence) {
          const pushed = await push(world, tag, text).catch(() => undefined);
          expect(pushed === undefined).toBe(first.has(tag));
          if (pushed !== undefined) first.set(tag, pushed);
          expect((await world.images.find(`127.0.0.1:4510/${repositoryName}:${tag}`))?.digest).toBe(
            first.get(tag),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  test('refuses a manifest whose layers or images are not there', async () => {
    const { client } = await setUp();
    const digest = `sha256:${'0'.repeat(64)}`;
    const descriptor = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest, size: 1 };
    const put = (manifest: object) =>
      client.send(
        new PutImageCommand({
          repositoryName,
          imageManifest: JSON.stringify({ schemaVersion: 2, ...manifest }),
        }),
      );
    await expect(put({ config: descriptor, layers: [descriptor] })).rejects.toMatchObject({
      name: 'LayersNotFoundException',
    });
    await expect(put({ manifests: [descriptor] })).rejects.toMatchObject({
      name: 'ReferencedImagesNotFoundException',
      message: `Images with digests '[${digest}]' required for pushing image into repository with name 'team/web' in the registry with id '123456789012' do not exist`,
    });
  });

  test('layers that are never pushed need not be there', async () => {
    const world = await setUp();
    await push(world, '1');
    const manifest = JSON.parse(await readManifest(world.client, '1'));
    const mediaType = 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip';
    manifest.layers.push({ mediaType, digest: digestOf('elsewhere'), size: 9 });
    const imageManifest = JSON.stringify(manifest);
    const { image } = await world.client.send(
      new PutImageCommand({ repositoryName, imageManifest, imageTag: '2' }),
    );
    expect(image?.imageId?.imageDigest).toBe(digestOf(imageManifest));
  });

  test('refuses a manifest that is of another type than the caller says', async () => {
    const world = await setUp();
    await push(world, '1');
    const imageManifest = await readManifest(world.client, '1');
    const imageManifestMediaType = 'application/vnd.docker.distribution.manifest.v2+json';
    await expect(
      world.client.send(
        new PutImageCommand({ repositoryName, imageManifest, imageManifestMediaType, imageTag: '2' }),
      ),
    ).rejects.toThrow(
      "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'the manifest says it is application/vnd.oci.image.manifest.v1+json, not application/vnd.docker.distribution.manifest.v2+json'",
    );
  });

  test('refuses a digest that is not the manifest’s', async () => {
    const world = await setUp();
    await push(world, '1');
    const imageDigest = `sha256:${'0'.repeat(64)}`;
    const imageManifest = await readManifest(world.client, '1');
    await expect(
      world.client.send(new PutImageCommand({ repositoryName, imageManifest, imageDigest })),
    ).rejects.toMatchObject({
      name: 'ImageDigestDoesNotMatchException',
      message: `The image with digest '${imageDigest}' in repository 'team/web' and registry ID '123456789012' does not match the image digest that Amazon ECR has calculated.`,
    });
  });
});
