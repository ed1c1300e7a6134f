import type { Image, Images } from '../ecr/images.ts';
import { StartError } from './runtime.ts';

/**
 * Finds what a runtime is to run, by the reference of a task definition.
 * @throws StartError in ECS's words when the embedded registry does not have it
 */
export async function findImage(images: Images, reference: string): Promise<Image> {
  if (!images.pullCredentials(reference)) {
    throw cannotResolve(reference, 'the embedded AWS pulls from its own registry only');
  }
  const image = await images.find(reference).catch((error: Error) => {
    throw cannotResolve(reference, error.message);
  });
  if (!image) throw cannotResolve(reference, `${reference}: not found`);
  return image;
}

/** What Fargate says when it cannot find out what a reference stands for. */
function cannotResolve(reference: string, cause: string): StartError {
  return cannotPull(`failed to resolve ref ${reference}: ${cause}`);
}

/** What Fargate says when an image cannot be had, with the cause at the end. */
export function cannotPull(cause: string): StartError {
  return new StartError(`CannotPullContainerError: pull image manifest has been retried 1 time(s): ${cause}`);
}
