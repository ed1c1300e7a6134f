import { ActionFailure } from '../../../lib/action/errors.ts';
import { awsCommand } from '../../../lib/aws/aws-command.ts';
import { authorize } from './ecr/authorize.ts';
import { copyImage } from './ecr/copy-image.ts';
import { readDigest, readTags, type StoredImage } from './ecr/images.ts';
import { createRegistryClient } from './ecr/registry-client.ts';
import {
  ensureRepository,
  findRepository,
  hostOf,
  missingRepository,
  type Repository,
} from './ecr/repository.ts';
import { confirmTags, decideTags, writeTags } from './ecr/tags.ts';
import type { ImageReference } from './image-reference.ts';
import type { Plan, TakeSource } from './plan.ts';
import type { Ports } from './ports.ts';
import type { Result } from './result.ts';

/** Resolves an image of the registry, copies it when it is wanted in another repository, and gives it its tags. */
export async function takeImage(plan: Plan, { reference }: TakeSource, ports: Ports): Promise<Result> {
  const source = await findSource(reference, ports);
  const image = await findImage(reference, source, ports);
  const isCopy = plan.repository !== source.name;
  const repository = isCopy
    ? await ensureRepository(ports, plan.repository, plan.creation, ports.log)
    : source;
  const existing = await readTags(ports, repository, plan.tags);
  const changes = decideTags(repository, plan.tags, existing, image.digest);
  if (isCopy) {
    await ports.log.group(`Copy ${image.digest} from ${source.name} to ${repository.name}`, async () => {
      const registry = createRegistryClient(await authorize(ports), ports.signal);
      await copyImage({ ...ports, registry }, image, source, repository);
    });
  }
  await writeTags(ports, repository, image, changes);
  const tags = await confirmTags(ports, repository, image.digest, plan.tags);
  const origin = `${isCopy ? 'copied' : 'taken'} from ${nameOf(reference)}`;
  return { origin, repository, digest: image.digest, changes, tags };
}

async function findSource(reference: ImageReference, ports: Ports): Promise<Repository> {
  const repository = await findRepository(ports, reference.repository);
  if (!repository) throw await missingRepository(ports, reference.repository);
  const host = hostOf(repository);
  if (reference.registry === undefined || reference.registry === host) return repository;
  throw new ActionFailure({
    cause: `The image is in the registry ${reference.registry}, and this run's account and region have ${host}.`,
    advice: 'Run with the account and the region of the image, or push it to this registry first.',
  });
}

async function findImage(
  reference: ImageReference,
  repository: Repository,
  ports: Ports,
): Promise<StoredImage> {
  const { tag, digest } = reference;
  const image =
    digest === undefined
      ? [...(await readTags(ports, repository, tag === undefined ? [] : [tag])).values()][0]
      : await readDigest(ports, repository, digest);
  if (image) return image;
  const options = { 'repository-name': repository.name };
  const command = awsCommand('ecr list-images', await ports.ecr.config.region(), options);
  throw new ActionFailure({
    cause: `There is no image "${nameOf(reference)}" in the registry ${hostOf(repository)}.`,
    advice: `What is there: ${command}`,
  });
}

function nameOf({ repository, tag, digest }: ImageReference): string {
  return digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
}
