import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { TaskRecord } from '../state.ts';

/**
 * What is pulled for a container. All tasks of a deployment run what its first one found behind the tag, unless
 * `versionConsistency` is off; tasks of nobody pull by the tag.
 */
export function imageToPull({ membership }: TaskRecord, definition: ContainerDefinition): string {
  const { name = '', image = '' } = definition;
  const digest = membership?.deployment.digests.get(name);
  if (digest === undefined || image.includes('@')) return image;
  return `${image.replace(/:[^:/]+$/, '')}@${digest}`;
}

/** The first task of a deployment decides for those after it. */
export function noteDigest(
  { membership }: TaskRecord,
  { name = '', versionConsistency }: ContainerDefinition,
  digest: string | undefined,
): void {
  const digests = membership?.deployment.digests;
  if (!digests || digest === undefined || versionConsistency === 'disabled' || digests.has(name)) return;
  digests.set(name, digest);
}
