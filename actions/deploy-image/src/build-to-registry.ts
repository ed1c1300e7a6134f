import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildWork, BuiltImage } from './build-work.ts';
import { build } from './docker/build.ts';
import { isSameContent, readDigest, readTags } from './ecr/images.ts';
import { decideTags } from './ecr/tags.ts';
import type { Ports } from './ports.ts';

/** Builds straight into the repository, without a tag: what an engine's own store cannot hold. */
export async function buildToRegistry(work: BuildWork, ports: Ports): Promise<BuiltImage> {
  const { docker, repository, tags, folder } = work;
  const metadataFile = join(folder, 'build-metadata.json');
  const destination = { kind: 'registry', repositoryUri: repository.uri, metadataFile } as const;
  await build(docker, work.source, work.builder, destination, ports.log);
  const digest = readPushedDigest(await readFile(metadataFile, 'utf8'));
  const built = await readDigest(ports, repository, digest);
  if (!built) throw new Error(`buildx has pushed ${digest}, and ${repository.name} does not have it.`);
  const existing = await readTags(ports, repository, tags);
  const image = [...existing.values()].find((other) => isSameContent(other, built)) ?? built;
  return { image, changes: decideTags(repository, tags, existing, image.digest) };
}

/** What buildx notes about a build it has pushed. */
function readPushedDigest(metadata: string): string {
  const digest = (JSON.parse(metadata) as Record<string, unknown>)['containerimage.digest'];
  if (typeof digest !== 'string')
    throw new Error(`buildx notes no digest of what it has pushed: ${metadata}`);
  return digest;
}
