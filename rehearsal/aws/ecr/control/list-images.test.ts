import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  DescribeImagesCommand,
  ListImagesCommand,
  PutImageCommand,
  paginateListImages,
} from '@aws-sdk/client-ecr';
import { describe, expect, test } from '@jest/globals';
import { digestOf, push, readManifest, repositoryName, setUp } from '../testing/images.ts';
import { START } from '../testing/world.ts';

describe('images', () => {
  test('are described with tags, size and time, and listed tag by tag', async () => {
    const world = await setUp();
    const digest = await push(world, '1', 'same');
    expect(await push(world, '2', 'same')).toBe(digest);
    const configSize = JSON.parse(await readManifest(world.client, '1')).config.size;
    const { imageDetails } = await world.client.send(new DescribeImagesCommand({ repositoryName }));
    expect(imageDetails).toEqual([
      {
        registryId: '123456789012',
        repositoryName,
        imageDigest: digest,
        imageTags: ['1', '2'],
        // The layer and the configuration.
        imageSizeInBytes: 'same'.length + configSize,
        imagePushedAt: new Date(START),
        imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json',
        artifactMediaType: 'application/vnd.oci.image.config.v1+json',
        imageStatus: 'ACTIVE',
      },
    ]);
    const listed: (string | undefined)[] = [];
    for await (const page of paginateListImages({ client: world.client, pageSize: 1 }, { repositoryName })) {
      listed.push(...(page.imageIds ?? []).map(({ imageTag }) => imageTag));
    }
    expect(listed).toEqual(['1', '2']);
  });

  test('an index counts as its largest image', async () => {
    const world = await setUp();
    await push(world, 'small');
    await push(world, 'large', 'a larger layer');
    const manifests = await Promise.all(
      ['small', 'large'].map(async (imageTag) => {
        const text = await readManifest(world.client, imageTag);
        return { mediaType: JSON.parse(text).mediaType, digest: digestOf(text), size: text.length };
      }),
    );
    const imageManifest = JSON.stringify({ schemaVersion: 2, manifests });
    await world.client.send(new PutImageCommand({ repositoryName, imageManifest, imageTag: 'both' }));
    const sizes = await Promise.all(
      ['both', 'large'].map(async (imageTag) => {
        const { imageDetails } = await world.client.send(
          new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag }] }),
        );
        return imageDetails?.[0]?.imageSizeInBytes;
      }),
    );
    expect(sizes[0]).toBe(sizes[1]);
  });

  test('none is ever archived', async () => {
    const world = await setUp();
    await push(world, '1');
    const { imageDetails } = await world.client.send(
      new DescribeImagesCommand({ repositoryName, filter: { imageStatus: 'ARCHIVED' } }),
    );
    expect(imageDetails).toEqual([]);
  });

  test('a missing one is named', async () => {
    const { client } = await setUp();
    await expect(
      client.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: 'no' }] })),
    ).rejects.toMatchObject({
      name: 'ImageNotFoundException',
      message:
        "The image with imageId {imageDigest:'null', imageTag:'no'} does not exist within the repository with name 'team/web' in the registry with id '123456789012'",
    });
  });

  test('a moved tag leaves its old image untagged', async () => {
    const world = await setUp();
    const old = await push(world, 'live', 'old');
    await push(world, 'live', 'new');
    const { imageIds } = await world.client.send(
      new ListImagesCommand({ repositoryName, filter: { tagStatus: 'UNTAGGED' } }),
    );
    expect(imageIds).toEqual([{ imageDigest: old }]);
  });

  test('BatchGetImage gives what it finds and says what it does not', async () => {
    const world = await setUp();
    const digest = await push(world, '1');
    await push(world, '2');
    const { images, failures } = await world.client.send(
      new BatchGetImageCommand({
        repositoryName,
        imageIds: [
          { imageTag: '1' },
          { imageTag: 'no' },
          {},
          { imageDigest: 'x' },
          { imageTag: '2', imageDigest: digest },
        ],
      }),
    );
    expect(images?.map(({ imageId }) => imageId)).toEqual([{ imageDigest: digest, imageTag: '1' }]);
    expect(failures?.map(({ failureCode, failureReason }) => [failureCode, failureReason])).toEqual([
      ['ImageNotFound', 'Requested image not found'],
      ['MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null'],
      [
        'InvalidImageDigest',
        "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
      ],
      ['ImageTagDoesNotMatchDigest', `Requested image tag '2' does not match the digest '${digest}'`],
    ]);
  });

  test('BatchGetImage gives no manifest of a type that the caller does not take', async () => {
    const world = await setUp();
    await push(world, '1');
    const { images, failures } = await world.client.send(
      new BatchGetImageCommand({
        repositoryName,
        imageIds: [{ imageTag: '1' }],
        acceptedMediaTypes: ['application/vnd.docker.distribution.manifest.v2+json'],
      }),
    );
    expect(images).toEqual([]);
    expect(failures?.[0]?.failureCode).toBe('ImageNotFound');
  });

  test('the last tag takes its image with it, a digest takes all tags', async () => {
    const world = await setUp();
    const digest = await push(world, '1', 'same');
    await push(world, '2', 'same');
    const remove = (id: object) =>
      world.client.send(new BatchDeleteImageCommand({ repositoryName, imageIds: [id] }));
    expect((await remove({ imageTag: '1' })).imageIds).toEqual([{ imageDigest: digest, imageTag: '1' }]);
    expect((await remove({ imageTag: '2' })).imageIds).toEqual([{ imageDigest: digest, imageTag: '2' }]);
    expect((await remove({ imageDigest: digest })).failures?.[0]?.failureCode).toBe('ImageNotFound');
    await push(world, '1', 'same');
    await push(world, '2', 'same');
    expect((await remove({ imageDigest: digest })).imageIds).toEqual([
      { imageDigest: digest, imageTag: '1' },
      { imageDigest: digest, imageTag: '2' },
    ]);
  });
});
