import type { TaskOverride } from '@aws-sdk/client-ecs';
import type { Place, TaskDefinitionRecord, TaskRecord } from '../state.ts';
import type { ExecutionRole, TaskRoles } from '../task-roles.ts';

/** With what ECS starts a task. */
export function executionRoleOf({ id, overrides, taskDefinition }: TaskRecord): ExecutionRole {
  return { arn: overrides.executionRoleArn ?? taskDefinition.definition.executionRoleArn ?? '', taskId: id };
}

/** Why no task of this definition can be launched, in ECS's words; undefined when its roles are as they should be. */
export function roleRefusal(
  roles: TaskRoles,
  place: Place,
  { definition }: TaskDefinitionRecord,
  overrides: TaskOverride = {},
): string | undefined {
  const given = [
    overrides.executionRoleArn ?? definition.executionRoleArn,
    overrides.taskRoleArn ?? definition.taskRoleArn,
  ];
  const refused = given.find((arn) => arn !== undefined && !roles.isAssumable(arn, place));
  if (refused === undefined) return undefined;
  return (
    `ECS was unable to assume the role '${refused}' that was provided for this task. Please verify that the role being ` +
    'passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.'
  );
}
