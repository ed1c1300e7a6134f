import { isElsewhere, lastPart } from '../arns.ts';
import { clientError, invalidParameter } from '../errors.ts';
import type { EcsState, TaskDefinitionRecord } from '../state.ts';

/** The definition behind `family`, `family:revision` or an ARN; a family alone means its latest ACTIVE revision. */
export function findTaskDefinition(state: EcsState, reference: string): TaskDefinitionRecord | undefined {
  if (isElsewhere(reference, state.place)) return undefined;
  const [family = '', revision] = lastPart(reference).split(':');
  const revisions = state.taskDefinitions.get(family) ?? [];
  if (revision === undefined) return revisions.findLast(({ definition }) => definition.status === 'ACTIVE');
  return revisions.find(({ definition }) => String(definition.revision) === revision);
}

/**
 * The definition that a service or a task is to run.
 * @throws AwsError ClientException when there is none, InvalidParameterException when it is not ACTIVE
 */
export function findRunnable(state: EcsState, reference: string | undefined): TaskDefinitionRecord {
  if (!reference) throw invalidParameter('TaskDefinition can not be blank.');
  const record = findTaskDefinition(state, reference);
  if (!record) throw clientError('TaskDefinition not found.');
  if (record.definition.status !== 'ACTIVE') throw invalidParameter('TaskDefinition is inactive');
  return record;
}
