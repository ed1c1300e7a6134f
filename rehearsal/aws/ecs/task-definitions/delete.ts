import type { DeleteTaskDefinitionsRequest, Failure } from '@aws-sdk/client-ecs';
import { invalidParameter } from '../errors.ts';
import type { EcsState, TaskDefinitionRecord } from '../state.ts';

/** DeleteTaskDefinitions takes at most this many revisions. */
const DELETE_LIMIT = 10;

/**
 * Marks INACTIVE revisions for their deletion; what cannot be deleted stands among the failures.
 * @throws AwsError InvalidParameterException when the list is empty or too long
 */
export function deleteTaskDefinitions(
  { taskDefinitions: references = [] }: DeleteTaskDefinitionsRequest,
  find: (reference: string) => TaskDefinitionRecord | undefined,
  at: Date,
) {
  if (references.length === 0 || references.length > DELETE_LIMIT) {
    throw invalidParameter(`taskDefinitions must contain 1 to ${DELETE_LIMIT} entries.`);
  }
  const failures: Failure[] = [];
  const deleted: TaskDefinitionRecord[] = [];
  for (const reference of references) {
    const record = find(reference);
    const reason = refusal(record);
    if (reason !== undefined) failures.push({ arn: record?.arn ?? reference, reason });
    else if (record) deleted.push(record);
  }
  for (const { definition } of deleted) {
    definition.status = 'DELETE_IN_PROGRESS';
    definition.deleteRequestedAt ??= at;
  }
  return { taskDefinitions: deleted.map(({ definition }) => definition), failures };
}

function refusal(record: TaskDefinitionRecord | undefined): string | undefined {
  if (!record) {
    return 'The specified task definition does not exist. Specify a valid account, family, revision and try again.';
  }
  return record.definition.status === 'ACTIVE'
    ? 'The specified task definition is still in ACTIVE status. Please deregister the target and try again.'
    : undefined;
}

/** A revision in deletion lasts as long as a task or a deployment uses it. */
export function isGone(state: EcsState, record: TaskDefinitionRecord): boolean {
  if (record.definition.status !== 'DELETE_IN_PROGRESS') return false;
  const isRun = [...state.tasks.values()].some(
    ({ taskDefinition, lastStatus }) => taskDefinition === record && lastStatus !== 'STOPPED',
  );
  const isDeployed = [...state.services.values()].some(
    ({ status, deployments }) =>
      status !== 'INACTIVE' && deployments.some(({ revision }) => revision.taskDefinition === record),
  );
  return !isRun && !isDeployed;
}
