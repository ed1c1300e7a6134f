import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Repository } from '../../ecr/images.ts';
import { AwsError } from '../../kernel/errors.ts';
import { StartError } from '../../runtime/runtime.ts';
import type { TaskRecord } from '../state.ts';
import type { TaskRoles } from '../task-roles.ts';
import { executionRoleOf } from './roles.ts';

export interface PullPorts {
  readonly roles: TaskRoles;
  /** The repository of ECR that an image is of; undefined for images of other registries. */
  readonly repositoryOf: (image: string) => Repository | undefined;
}

/**
 * Asks for a password of the registry, if an image is in ECR, as ECS does before it pulls.
 * @throws StartError in ECS's words when the execution role may not
 */
export async function admitRegistry(
  { roles, repositoryOf }: PullPorts,
  task: TaskRecord,
  definitions: readonly ContainerDefinition[],
): Promise<void> {
  if (!definitions.some(({ image = '' }) => repositoryOf(image))) return;
  await roles
    .admit({
      ...{ role: executionRoleOf(task), place: task.place, input: {} },
      ...{ service: 'ecr', operation: 'GetAuthorizationToken' },
    })
    .catch((error: unknown) => {
      throw error instanceof AwsError ? noPassword(error) : error;
    });
}

/** What Fargate's agent says, as users report it. */
function noPassword({ code, message }: AwsError): StartError {
  return new StartError(
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ' +
      `unable to retrieve ecr registry auth: service call has been retried 1 time(s): ${code}: ${message}`,
  );
}

/**
 * Asks whether the execution role may pull an image, if it is in ECR. The registry says 403 and no more.
 * @throws StartError in ECS's words when it may not
 */
export async function admitPull(
  { roles, repositoryOf }: PullPorts,
  task: TaskRecord,
  image: string,
): Promise<void> {
  const repository = repositoryOf(image);
  if (!repository) return;
  const { name: repositoryName, account: registryId, region, host } = repository;
  const call = {
    ...{ role: executionRoleOf(task), place: { ...task.place, region } },
    service: 'ecr',
    input: { repositoryName, registryId },
  } as const;
  const version = image.slice(host.length + repositoryName.length + 2);
  const steps = [
    [
      'BatchGetImage',
      `pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ` +
        `pulling from host ${host} failed with status code [manifests ${version || 'latest'}]: 403 Forbidden`,
    ],
    [
      'GetDownloadUrlForLayer',
      `ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: ` +
        `pulling from host ${host} failed with status code [blobs]: 403 Forbidden`,
    ],
  ] as const;
  for (const [operation, words] of steps) {
    await roles.admit({ ...call, operation }).catch((error: unknown) => {
      throw error instanceof AwsError ? new StartError(`CannotPullContainerError: ${words}`) : error;
    });
  }
}
