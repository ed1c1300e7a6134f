import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { clientError } from '../errors.ts';

/** @throws AwsError ClientException in ECS's words when AWS would not register these secrets */
export function checkSecrets(
  { secrets = [], environment = [] }: ContainerDefinition,
  executionRoleArn: string | undefined,
): void {
  if (secrets.length === 0) return;
  if (!executionRoleArn) {
    throw clientError(
      "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
    );
  }
  const names = [...secrets, ...environment].map(({ name }) => name);
  for (const { name, valueFrom } of secrets) {
    if (!name) throw clientError('Secret name should not be null or empty.');
    if (!valueFrom) throw clientError('Secret valueFrom should not be null or empty.');
    if (names.filter((other) => other === name).length === 1) continue;
    throw clientError(
      'The secret name must be unique and not shared with any new or existing environment variables set on the ' +
        `container, such as '${name}'.`,
    );
  }
}
