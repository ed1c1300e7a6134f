import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DEFAULT_ACCOUNT } from '../kernel/call.ts';
import { type Authorization, REGISTRY_USER } from './authorization.ts';
import { type BlobStore, parseDigest } from './blobs/blob-store.ts';
import { selectImage } from './image-ids.ts';
import type { Image, ImageConfig, Images, Repository as NamedRepository } from './images.ts';
import type { ImageContent, IndexContent } from './manifest.ts';
import { parseReference } from './reference.ts';
import { type Registries, type Repository, repositoryIn, type StoredImage } from './store.ts';

export interface ImagePorts {
  readonly registries: Registries;
  readonly authorization: Authorization;
  readonly blobs: BlobStore;
  readonly registryHost: () => string;
  /** As image configurations spell it: `amd64`, `arm64`. */
  readonly architecture: string;
}

const NOWHERE = { account: DEFAULT_ACCOUNT, region: 'us-east-1' };

interface Found {
  readonly repository: Repository;
  readonly image: StoredImage;
}

/**
 * Images by the references in task definitions. One host serves every account and region here, where each has its own
 * on AWS: a reference means the one registry that has it, and is refused when registries disagree about a tag.
 */
export function createImages(ports: ImagePorts): Images {
  const { registries, authorization, blobs, registryHost } = ports;

  function searchAll(reference: string): readonly Found[] {
    const parsed = parseReference(reference, registryHost());
    if (!parsed) return [];
    return registries.all().flatMap((registry) => {
      const repository = repositoryIn(registry, parsed.repository);
      if (!repository) return [];
      const { tag, digest } = parsed;
      const selection = selectImage(
        repository,
        digest === undefined ? { imageTag: tag } : { imageDigest: digest },
      );
      return 'image' in selection ? [{ repository, image: selection.image }] : [];
    });
  }

  function search(reference: string): Found | undefined {
    const found = searchAll(reference);
    const digests = new Set(found.map(({ image }) => image.digest));
    if (digests.size > 1) throw ambiguous(reference, found);
    return found[0];
  }

  async function find(reference: string): Promise<Image | undefined> {
    const found = search(reference);
    if (!found) return undefined;
    const chosen = chooseImage(found, ports.architecture);
    if (!chosen) return undefined;
    const { digest, content } = chosen;
    return {
      repositoryUri: `${registryHost()}/${found.repository.name}`,
      digest,
      manifest: content,
      config: await readConfig(content, blobs),
    };
  }

  function readBlob(image: Image, digest: string): Promise<Readable> {
    const known = [image.manifest.config, ...image.manifest.layers].find((blob) => blob.digest === digest);
    const parsed = known && parseDigest(known.digest);
    if (!parsed) throw new Error(`The image ${image.repositoryUri}@${image.digest} has no blob ${digest}.`);
    return blobs.read(parsed);
  }

  function repositoryOf(reference: string): NamedRepository | undefined {
    const host = registryHost();
    const parsed = parseReference(reference, host);
    if (!parsed) return undefined;
    const registry =
      searchAll(reference)[0]?.repository.registry ??
      registries.all().find(({ repositories }) => repositories.has(parsed.repository));
    // Where nobody has the repository, any account's leads to the answer that it does not exist.
    const place = registry ? { account: registry.id, region: registry.region } : NOWHERE;
    return { host, name: parsed.repository, ...place };
  }

  return {
    find,
    readBlob,
    repositoryOf,
    pullCredentials(reference) {
      const place = repositoryOf(reference);
      return place && { username: REGISTRY_USER, password: authorization.issue(place).password };
    },
  };
}

const CONFIG_TYPES = [
  'application/vnd.docker.container.image.v1+json',
  'application/vnd.oci.image.config.v1+json',
];

/** The image itself, or of an index the one for this machine; undefined for what is no container image. */
function chooseImage(
  { repository, image }: Found,
  architecture: string,
): { readonly digest: string; readonly content: ImageContent } | undefined {
  const chosen =
    image.manifest.kind === 'image' ? image : findPlatform(repository, image.manifest, architecture);
  if (chosen?.manifest.kind !== 'image') return undefined;
  const content = chosen.manifest;
  return CONFIG_TYPES.includes(content.config.mediaType) ? { digest: chosen.digest, content } : undefined;
}

function findPlatform(
  repository: Repository,
  index: IndexContent,
  architecture: string,
): StoredImage | undefined {
  const fitting = index.images.find(
    ({ platform }) => platform?.os === 'linux' && platform.architecture === architecture,
  );
  return fitting && repository.images.get(fitting.digest);
}

/** The part of a configuration blob that an engine starts a container by. */
async function readConfig({ config }: ImageContent, blobs: BlobStore): Promise<ImageConfig> {
  const parsed: { readonly config?: ImageConfig } = JSON.parse(await text(await blobs.read(config.digest)));
  return parsed.config ?? {};
}

function ambiguous(reference: string, found: readonly Found[]): Error {
  const places = found
    .map(({ repository: { registry } }) => `${registry.id} in ${registry.region}`)
    .join(', ');
  return new Error(
    `${reference} names different images in several registries (${places}), which share one host in the embedded AWS. ` +
      'Name the image by its digest.',
  );
}
