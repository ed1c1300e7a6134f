import type * as sdk from '@aws-sdk/client-ecr';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Call } from '../../kernel/call.ts';
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { constraintError, listPage } from '../checks.ts';
import type { LayerKeeper } from '../layers.ts';
import { readMutability, renderMutability } from '../mutability.ts';
import {
  createFindRepository,
  findRepository,
  type Registries,
  type Registry,
  type Repository,
  registryOf,
} from '../store.ts';

export interface RepositoryPorts {
  readonly registries: Registries;
  readonly clock: Clock;
  readonly layers: LayerKeeper;
  /** What every repository's URI begins with: `127.0.0.1:4510`. */
  readonly registryHost: () => string;
}

/** Repositories: made, deleted, listed, and what may be set on them. */
export function repositoryOperations({
  registries,
  clock,
  layers,
  registryHost,
}: RepositoryPorts): Operations {
  const find = createFindRepository(registries);

  function create(input: sdk.CreateRepositoryRequest, call: Call): sdk.CreateRepositoryResponse {
    const encryption = input.encryptionConfiguration?.encryptionType ?? 'AES256';
    if (encryption !== 'AES256') throw notImplemented(`repositories with ${encryption} encryption`);
    const registry = registryOf(registries, input, call);
    const { repositoryName: name = '' } = input;
    if (registry.repositories.has(name)) throw repositoryExists(registry, name);
    checkRoom(registry);
    const repository: Repository = {
      registry,
      name,
      arn: `arn:aws:ecr:${registry.region}:${registry.id}:repository/${name}`,
      createdAt: new Date(clock.now()),
      mutability: readMutability(input.imageTagMutability, input.imageTagMutabilityExclusionFilters),
      scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
      resourceTags: new Map(),
      images: new Map(),
      tags: new Map(),
      blobs: new Map(),
      orphans: new Map(),
      lifecycle: undefined,
    };
    addTags(repository, input.tags);
    registry.repositories.set(name, repository);
    return { repository: render(repository) };
  }

  function describe(input: sdk.DescribeRepositoriesRequest, call: Call): sdk.DescribeRepositoriesResponse {
    const registry = registryOf(registries, input, call);
    if (input.repositoryNames) {
      return { repositories: input.repositoryNames.map((name) => render(findRepository(registry, name))) };
    }
    const page = listPage(registry.repositories.values(), ({ name }) => name, input);
    return { repositories: page.items.map(render), nextToken: page.nextToken };
  }

  function remove(input: sdk.DeleteRepositoryRequest, call: Call): sdk.DeleteRepositoryResponse {
    const repository = find(input, call);
    if (repository.images.size > 0 && !input.force) {
      throw new AwsError(
        'RepositoryNotEmptyException',
        `The repository with name '${repository.name}' in registry with id '${repository.registry.id}' ` +
          'cannot be deleted because it still contains images',
      );
    }
    repository.registry.repositories.delete(repository.name);
    layers.freeAll(repository);
    return { repository: render(repository) };
  }

  function putMutability(
    input: sdk.PutImageTagMutabilityRequest,
    call: Call,
  ): sdk.PutImageTagMutabilityResponse {
    const repository = find(input, call);
    repository.mutability = readMutability(
      input.imageTagMutability,
      input.imageTagMutabilityExclusionFilters,
    );
    return { ...identify(repository), ...renderMutability(repository.mutability) };
  }

  function putScanning(
    input: sdk.PutImageScanningConfigurationRequest,
    call: Call,
  ): sdk.PutImageScanningConfigurationResponse {
    const repository = find(input, call);
    repository.scanOnPush = input.imageScanningConfiguration?.scanOnPush ?? false;
    return {
      ...identify(repository),
      imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
    };
  }

  function findTagged(arn: string | undefined, call: Call): Repository {
    const [place, name = ''] = (arn ?? '').split(':repository/', 2);
    if (place === `arn:aws:ecr:${call.region}:${call.account}`)
      return findRepository(registries.of(call), name);
    throw constraintError('resourceArn', 'Invalid ARN');
  }

  function tag(input: sdk.TagResourceRequest, call: Call): sdk.TagResourceResponse {
    addTags(findTagged(input.resourceArn, call), input.tags);
    return {};
  }

  function untag(input: sdk.UntagResourceRequest, call: Call): sdk.UntagResourceResponse {
    const { resourceTags } = findTagged(input.resourceArn, call);
    for (const key of input.tagKeys ?? []) resourceTags.delete(key);
    return {};
  }

  function listTags(input: sdk.ListTagsForResourceRequest, call: Call): sdk.ListTagsForResourceResponse {
    const { resourceTags } = findTagged(input.resourceArn, call);
    return { tags: [...resourceTags].map(([Key, Value]) => ({ Key, Value })) };
  }

  function render(repository: Repository): sdk.Repository {
    return {
      ...identify(repository),
      repositoryArn: repository.arn,
      repositoryUri: `${registryHost()}/${repository.name}`,
      createdAt: repository.createdAt,
      ...renderMutability(repository.mutability),
      imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
      encryptionConfiguration: { encryptionType: 'AES256' },
    };
  }

  return {
    CreateRepository: create,
    DescribeRepositories: describe,
    DeleteRepository: remove,
    PutImageTagMutability: putMutability,
    PutImageScanningConfiguration: putScanning,
    TagResource: tag,
    UntagResource: untag,
    ListTagsForResource: listTags,
  };
}

/** The two members with which most answers say what they are about. */
export function identify({ registry, name }: Repository) {
  return { registryId: registry.id, repositoryName: name };
}

function checkRoom({ id, repositories, settings }: Registry): void {
  if (repositories.size < settings.repositories) return;
  throw new AwsError(
    'LimitExceededException',
    `The registry with id '${id}' already has the maximum allowed number of repositories which is '${settings.repositories}'`,
  );
}

function addTags(repository: Repository, tags: readonly sdk.Tag[] | undefined): void {
  for (const { Key, Value } of tags ?? []) repository.resourceTags.set(Key ?? '', Value ?? '');
}

function repositoryExists(registry: Registry, name: string): AwsError {
  return new AwsError(
    'RepositoryAlreadyExistsException',
    `The repository with name '${name}' already exists in the registry with id '${registry.id}'`,
  );
}
