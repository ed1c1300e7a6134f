import type { Place } from './state.ts';
import type { ExecutionRole } from './task-roles.ts';

/** Where the `secrets` of container definitions come from: Parameter Store and Secrets Manager. */
export interface SecretSource {
  /**
   * Reads one value as a task starts, with the permissions of its execution role.
   * @param place where the task runs; a parameter's name alone is one of that place
   * @param valueFrom name or ARN of a parameter, or ARN of a secret, after which `:json-key:version-stage:version-id`
   *   may follow, each of them empty or not
   * @throws AwsError as the store answers: AccessDeniedException, ResourceNotFoundException, ThrottlingException
   */
  read(place: Place, valueFrom: string, role: ExecutionRole): Promise<string>;
}
