import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeRepositoriesCommand,
  GetAccountSettingCommand,
  GetDownloadUrlForLayerCommand,
  ListTagsForResourceCommand,
  paginateDescribeRepositories,
  SetRepositoryPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-ecr';
import { describe, expect, test } from '@jest/globals';
import { push, repositoryName, setUp } from '../testing/images.ts';
import { createHttpWorld, createRepository, createWorld, logIn, START } from '../testing/world.ts';

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
      "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'Member must have length greater than or equal to 2'",
    ],
    [
      'Team/Web',
      "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*''",
    ],
    ['../../etc', /must satisfy regular expression/],
  ])('cannot be called %s', async (name, message) => {
    const { client } = createWorld();
    await expect(createRepository(client, name)).rejects.toThrow(message);
  });

  test('are called as the model of ECR allows, through the registry too', async () => {
    const world = await createHttpWorld();
    const name = 'team--web/a__b';
    await createRepository(world.client, name);
    const authorization = await logIn(world.client);
    const response = await fetch(`http://${world.host}/v2/${name}/tags/list`, { headers: { authorization } });
    expect(await response.json()).toEqual({ name, tags: [] });
    await world.close();
  });

  test('what is not emulated is refused', async () => {
    const { client } = await setUp();
    const commands = [
      new CreateRepositoryCommand({
        repositoryName: 'kms',
        encryptionConfiguration: { encryptionType: 'KMS' },
      }),
      new SetRepositoryPolicyCommand({ repositoryName, policyText: '{}' }),
      new DescribeRepositoriesCommand({ registryId: '210987654321' }),
      new GetAccountSettingCommand({ name: 'REGISTRY_POLICY_SCOPE' }),
      new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: 'sha256:0' }),
    ];
    for (const command of commands) {
      await expect(client.send(command as SetRepositoryPolicyCommand)).rejects.toMatchObject({
        name: 'NotImplemented',
      });
    }
  });
});
