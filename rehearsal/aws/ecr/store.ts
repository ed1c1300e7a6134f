import { type Call, perRegion } from '../kernel/call.ts';
import { AwsError, notImplemented } from '../kernel/errors.ts';
import type { Digest } from './blobs/blob-store.ts';
import type { LifecyclePolicy } from './lifecycle/read-policy.ts';
import { isForeignLayer, type Manifest } from './manifest.ts';
import type { TagMutability } from './mutability.ts';
import type { EcrSettings } from './settings.ts';

/** What one account has in one region. */
export interface Registry {
  /** The account, as ECR calls it. */
  readonly id: string;
  readonly region: string;
  readonly repositories: Map<string, Repository>;
  blobMounting: EcrSettings['blobMounting'];
  readonly settings: EcrSettings;
  /** Lets happen what time alone does to a repository; called before anybody looks at it. */
  readonly settle: (repository: Repository) => void;
}

export interface Repository {
  readonly registry: Registry;
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  mutability: TagMutability;
  scanOnPush: boolean;
  readonly resourceTags: Map<string, string>;
  readonly images: Map<Digest, StoredImage>;
  /** The image that each tag names. */
  readonly tags: Map<string, Digest>;
  /** Layers and configurations that were pushed or mounted here, with their sizes in bytes. */
  readonly blobs: Map<Digest, number>;
  /** Those of them that no image refers to, and since when, in milliseconds since the epoch. */
  readonly orphans: Map<Digest, number>;
  lifecycle: LifecyclePolicy | undefined;
}

export interface StoredImage {
  readonly digest: Digest;
  /** As it was pushed: its digest is computed from these very characters. */
  readonly text: string;
  readonly manifest: Manifest;
  readonly pushedAt: Date;
  /** It came while its repository had scanOnPush. */
  readonly scannedOnPush: boolean;
}

export type Place = Pick<Call, 'account' | 'region'>;

/** All registries; which one a call means is decided by its credentials. */
export interface Registries {
  of(place: Place): Registry;
  /** In the order in which they were first used. */
  all(): readonly Registry[];
}

export function createRegistries(settings: EcrSettings, settle: Registry['settle'] = () => {}): Registries {
  const known: Registry[] = [];
  const of = perRegion(({ account, region }) => {
    const registry: Registry = {
      id: account,
      region,
      repositories: new Map(),
      blobMounting: settings.blobMounting,
      ...{ settings, settle },
    };
    known.push(registry);
    return registry;
  });
  return { of, all: () => known };
}

/** The registry that an operation means. */
export function registryOf(
  registries: Registries,
  input: { readonly registryId?: string | undefined },
  call: Place,
): Registry {
  if (input.registryId !== undefined && input.registryId !== call.account) {
    throw notImplemented('access to the registry of another account');
  }
  return registries.of(call);
}

/** Finds the repository that an operation means; throws as {@link findRepository}. */
export function createFindRepository(registries: Registries) {
  return (
    input: { readonly registryId?: string | undefined; readonly repositoryName?: string | undefined },
    call: Place,
  ): Repository => findRepository(registryOf(registries, input, call), input.repositoryName ?? '');
}

/** @throws AwsError RepositoryNotFoundException */
export function findRepository(registry: Registry, name: string): Repository {
  const repository = repositoryIn(registry, name);
  if (repository) return repository;
  throw new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registry.id}'`,
  );
}

/** The repository as it is now, or undefined when there is none of the name. */
export function repositoryIn(registry: Registry, name: string): Repository | undefined {
  const repository = registry.repositories.get(name);
  if (repository) registry.settle(repository);
  return repository;
}

/** Takes the image away with all its tags; its layers stay for a while, or as long as others refer to them. */
export function removeImage(repository: Repository, digest: Digest, now: number): void {
  const image = repository.images.get(digest);
  if (!image) return;
  for (const tag of tagsOf(repository, digest)) repository.tags.delete(tag);
  repository.images.delete(digest);
  const used = new Set([...repository.images.values()].flatMap(({ manifest }) => contentOf(manifest)));
  for (const blob of contentOf(image.manifest)) if (!used.has(blob)) repository.orphans.set(blob, now);
}

/** Configuration and layers that an image's repository must have; an index has none itself. */
export function contentOf(manifest: Manifest): Digest[] {
  if (manifest.kind === 'index') return [];
  const layers = manifest.layers.filter((layer) => !isForeignLayer(layer));
  return [manifest.config, ...layers].map(({ digest }) => digest);
}

export function tagsOf(repository: Repository, digest: Digest): string[] {
  return [...repository.tags].filter(([, named]) => named === digest).map(([tag]) => tag);
}

/** The images that an index of the repository consists of can't be deleted before it. */
export function indexesOf(repository: Repository, digest: Digest): Digest[] {
  return [...repository.images.values()]
    .filter(
      ({ manifest }) => manifest.kind === 'index' && manifest.images.some((image) => image.digest === digest),
    )
    .map((index) => index.digest);
}

/** Bytes as DescribeImages counts them: configuration and layers; of an index the largest of its images. */
export function sizeOf(repository: Repository, { manifest }: StoredImage): number {
  if (manifest.kind === 'image') {
    return [manifest.config, ...manifest.layers].reduce((sum, { size }) => sum + size, 0);
  }
  const sizes = manifest.images
    .map(({ digest }) => repository.images.get(digest))
    .map((image) => (image ? sizeOf(repository, image) : 0));
  return Math.max(0, ...sizes);
}
