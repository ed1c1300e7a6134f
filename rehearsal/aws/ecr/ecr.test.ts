import { createHash } from 'node:crypto';
import {
  BatchCheckLayerAvailabilityCommand,
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CompleteLayerUploadCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  GetAccountSettingCommand,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
  GetLifecyclePolicyCommand,
  InitiateLayerUploadCommand,
  ListImagesCommand,
  ListTagsForResourceCommand,
  PutImageCommand,
  PutImageTagMutabilityCommand,
  paginateDescribeRepositories,
  paginateListImages,
  TagResourceCommand,
  UntagResourceCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';
import { describe, expect, test } from '@jest/globals';
import { bytesOf, createRepository, createWorld, PLACE, START } from './testing/world.ts';

const repositoryName = 'team/web';
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
type World = ReturnType<typeof createWorld>;

async function setUp(immutable = false) {
  const world = createWorld();
  await createRepository(world.client, repositoryName, immutable);
  return world;
}

/** Pushes an image whose content is the text, and gives its digest. */
const push = ({ pushImage }: World, tag: string, text = tag) =>
  pushImage({
    place: PLACE,
    repository: repositoryName,
    tag,
    layers: [bytesOf(text)],
    architecture: 'amd64',
    cmd: ['/app'],
  });

async function readManifest(client: ECRClient, imageTag: string): Promise<string> {
  const { images } = await client.send(
    new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag }] }),
  );
  return images?.[0]?.imageManifest ?? '';
}

describe('repositories', () => {
  test('are made with ECR’s defaults, and only once', async () => {
    const { client } = createWorld();
    expect(await createRepository(client, repositoryName)).toEqual({
      registryId: '123456789012',
      repositoryName,
      repositoryArn: 'arn:aws:ecr:eu-west-1:123456789012:repository/team/web',
      repositoryUri: '127.0.0.1:4510/team/web',
      createdAt: new Date(START),
      imageTagMutability: 'MUTABLE',
      imageScanningConfiguration: { scanOnPush: false },
      encryptionConfiguration: { encryptionType: 'AES256' },
    });
    await expect(createRepository(client, repositoryName)).rejects.toMatchObject({
      name: 'RepositoryAlreadyExistsException',
      message: "The repository with name 'team/web' already exists in the registry with id '123456789012'",
    });
  });

  test('are those of the caller’s account and region alone', async () => {
    const { client, clientOf } = createWorld();
    await createRepository(client, repositoryName);
    for (const place of [{ region: 'us-east-1' }, { accessKeyId: '210987654321' }]) {
      const { repositories } = await clientOf(place).send(new DescribeRepositoriesCommand({}));
      expect(repositories).toEqual([]);
    }
  });

  test('are listed in pages by name', async () => {
    const { client } = createWorld();
    for (const name of ['cc', 'aa', 'bb']) await createRepository(client, name);
    const names: (string | undefined)[] = [];
    for await (const page of paginateDescribeRepositories({ client, pageSize: 2 }, {})) {
      names.push(...(page.repositories ?? []).map((repository) => repository.repositoryName));
    }
    expect(names).toEqual(['aa', 'bb', 'cc']);
    await expect(client.send(new DescribeRepositoriesCommand({ maxResults: 1001 }))).rejects.toThrow(
      "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'",
    );
  });

  test('are deleted with their images by force only', async () => {
    const world = await setUp();
    await push(world, '1');
    await expect(world.client.send(new DeleteRepositoryCommand({ repositoryName }))).rejects.toMatchObject({
      name: 'RepositoryNotEmptyException',
      message:
        "The repository with name 'team/web' in registry with id '123456789012' cannot be deleted because it still contains images",
    });
    await world.client.send(new DeleteRepositoryCommand({ repositoryName, force: true }));
    await expect(
      world.client.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] })),
    ).rejects.toMatchObject({
      name: 'RepositoryNotFoundException',
      message: "The repository with name 'team/web' does not exist in the registry with id '123456789012'",
    });
  });

  test('carry tags', async () => {
    const { client } = createWorld();
    const { repository } = await client.send(
      new CreateRepositoryCommand({ repositoryName, tags: [{ Key: 'team', Value: 'web' }] }),
    );
    const resourceArn = repository?.repositoryArn;
    await client.send(new TagResourceCommand({ resourceArn, tags: [{ Key: 'stage', Value: 'test' }] }));
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['team'] }));
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual([{ Key: 'stage', Value: 'test' }]);
    const foreign = resourceArn?.replace('eu-west-1', 'us-east-1');
    await expect(client.send(new ListTagsForResourceCommand({ resourceArn: foreign }))).rejects.toMatchObject(
      {
        name: 'InvalidParameterException',
      },
    );
  });

  test.each([
    [
      'a',
      "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must have length greater than or equal to 2'",
    ],
    [
      'Team/Web',
      "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*''",
    ],
    ['../../etc', /must satisfy regular expression/],
  ])('cannot be called %s', async (name, message) => {
    const { client } = createWorld();
    await expect(createRepository(client, name)).rejects.toThrow(message);
  });

  test('what is not emulated is refused', async () => {
    const { client } = await setUp();
    const commands = [
      new CreateRepositoryCommand({
        repositoryName: 'kms',
        encryptionConfiguration: { encryptionType: 'KMS' },
      }),
      new PutImageTagMutabilityCommand({ repositoryName, imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' }),
      new GetLifecyclePolicyCommand({ repositoryName }),
      new DescribeRepositoriesCommand({ registryId: '210987654321' }),
      new GetAccountSettingCommand({ name: 'REGISTRY_POLICY_SCOPE' }),
      new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: 'sha256:0' }),
    ];
    for (const command of commands) {
      await expect(client.send(command as GetLifecyclePolicyCommand)).rejects.toMatchObject({
        name: 'NotImplemented',
      });
    }
  });
});

describe('GetAuthorizationToken', () => {
  test('gives a password of twelve hours for the user AWS, another one each time', async () => {
    const { client } = createWorld();
    const read = async () => (await client.send(new GetAuthorizationTokenCommand({}))).authorizationData?.[0];
    const [first, second] = [await read(), await read()];
    expect(Buffer.from(first?.authorizationToken ?? '', 'base64').toString()).toMatch(/^AWS:[\w-]{600,}$/);
    expect(first?.authorizationToken).not.toBe(second?.authorizationToken);
    expect(first?.expiresAt).toEqual(new Date(START + 12 * 60 * 60 * 1000));
    expect(first?.proxyEndpoint).toBe('http://127.0.0.1:4510');
  });
});

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

describe('layers through the API', () => {
  const start = (client: ECRClient) => client.send(new InitiateLayerUploadCommand({ repositoryName }));
  const part = (client: ECRClient, uploadId: string | undefined, partFirstByte: number, text: string) =>
    client.send(
      new UploadLayerPartCommand({
        repositoryName,
        uploadId,
        partFirstByte,
        partLastByte: partFirstByte + text.length - 1,
        layerPartBlob: Buffer.from(text),
      }),
    );
  const digest = 'sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

  test('are there once they are complete, not before', async () => {
    const { client } = await setUp();
    const { uploadId } = await start(client);
    expect((await part(client, uploadId, 0, 'hello')).lastByteReceived).toBe(4);
    const check = async () =>
      await client.send(
        new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests: [digest, 'nonsense'] }),
      );
    expect((await check()).layers).toEqual([{ layerDigest: digest, layerAvailability: 'UNAVAILABLE' }]);
    await client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }));
    const { layers, failures } = await check();
    expect(layers).toEqual([{ layerDigest: digest, layerAvailability: 'AVAILABLE', layerSize: 5 }]);
    expect(failures?.[0]?.failureCode).toBe('InvalidLayerDigest');
  });

  test('nothing uploaded is no layer, and a layer is uploaded once', async () => {
    const { client } = await setUp();
    const complete = (uploadId: string | undefined) =>
      client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }));
    const { uploadId } = await start(client);
    await expect(complete(uploadId)).rejects.toMatchObject({ name: 'EmptyUploadException' });
    await part(client, uploadId, 0, 'hello');
    await complete(uploadId);
    const again = await start(client);
    await part(client, again.uploadId, 0, 'hello');
    await expect(complete(again.uploadId)).rejects.toMatchObject({
      name: 'LayerAlreadyExistsException',
      message: `The layer with digest '${digest}' already exists in the repository with name 'team/web' in registry with id '123456789012'`,
    });
  });

  test('a part has to follow the one before, and one that is followed has to hold 5 MiB', async () => {
    const { client } = await setUp();
    const { uploadId } = await start(client);
    await expect(part(client, uploadId, 1, 'hello')).rejects.toMatchObject({
      name: 'InvalidLayerPartException',
    });
    await part(client, uploadId, 0, 'hello');
    await expect(part(client, uploadId, 5, 'more')).rejects.toMatchObject({
      name: 'LayerPartTooSmallException',
    });
  });

  test('a wrong digest ends the upload, and nothing of it is left', async () => {
    const { client } = await setUp();
    const { uploadId } = await start(client);
    await part(client, uploadId, 0, 'other');
    const complete = () =>
      client.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }));
    await expect(complete()).rejects.toMatchObject({
      name: 'InvalidLayerException',
      message: 'None of the provided layer digests match the calculated layer digest',
    });
    await expect(complete()).rejects.toMatchObject({ name: 'UploadNotFoundException' });
  });
});
