import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { AwsError } from '../../kernel/errors.ts';
import { StartError } from '../../runtime/runtime.ts';
import type { SecretSource } from '../secret-source.ts';
import type { TaskRecord } from '../state.ts';
import { executionRoleOf } from './roles.ts';

/** Secrets of a container by the names of their environment variables. They are nowhere but in the container. */
export type ContainerSecrets = Readonly<Record<string, string>>;

/**
 * Reads what a container's `secrets` name, with the execution role.
 * @throws StartError in ECS's words when one cannot be had
 */
export async function readSecrets(
  source: SecretSource,
  task: TaskRecord,
  { secrets = [] }: ContainerDefinition,
): Promise<ContainerSecrets> {
  const role = executionRoleOf(task);
  const values: Record<string, string> = {};
  for (const { name = '', valueFrom = '' } of secrets) {
    values[name] = await source.read(task.place, valueFrom, role).catch((error: unknown) => {
      throw error instanceof AwsError ? cannotRetrieve(valueFrom, error) : error;
    });
  }
  return values;
}

/** What Fargate's agent says, as users report it. */
function cannotRetrieve(valueFrom: string, { code, message }: AwsError): StartError {
  const attempt = valueFrom.includes(':secretsmanager:')
    ? `secret from asm: service call has been retried 1 time(s): failed to fetch secret ${valueFrom} from secrets manager`
    : 'secrets from ssm: service call has been retried 1 time(s)';
  // What the agent finds wrong itself comes without a code of AWS.
  const words = code === 'ResourceInitializationError' ? message : `${code}: ${message}`;
  return new StartError(
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ` +
      `unable to retrieve ${attempt}: ${words}`,
  );
}
