import { isElsewhere, lastPart } from '../arns.ts';
import { clientError, invalidParameter } from '../errors.ts';
import type { EcsState, TaskDefinitionRecord } from '../state.ts';
import { isGone } from './delete.ts';

/** The definition behind `family`, `family:revision` or an ARN; a family alone means its latest ACTIVE revision. */
export function findTaskDefinition(state: EcsState, reference: string): TaskDefinitionRecord | undefined {
  if (isElsewhere(reference, state.place)) return undefined;
  const [family = '', revision] = lastPart(reference).split(':');
  const revisions = state.taskDefinitions.get(family) ?? [];
  if (revision === undefined) return revisions.findLast(({ definition }) => definition.status === 'ACTIVE');
  const found = revisions.find(({ definition }) => String(definition.revision) === revision);
  return found && isGone(state, found) ? undefined : found;
}

/** Who wants to run a definition, and when. */
export interface Use {
  readonly operation: 'RunTask' | 'CreateService' | 'UpdateService';
  /** In milliseconds since the epoch. */
  readonly now: number;
  /** See the settings. */
  readonly inactiveUsable: number;
}

/**
 * The definition that a service or a task is to run.
 * @throws AwsError ClientException when there is none; when it is not ACTIVE any more, what each operation says then
 */
export function findRunnable(state: EcsState, reference: string | undefined, use: Use): TaskDefinitionRecord {
  if (!reference) throw invalidParameter('TaskDefinition can not be blank.');
  const record = findTaskDefinition(state, reference);
  if (!record) throw clientError('TaskDefinition not found.');
  if (!isUsable(record, use)) {
    const refuse = use.operation === 'RunTask' ? invalidParameter : clientError;
    throw refuse('TaskDefinition is inactive');
  }
  return record;
}

function isUsable({ definition }: TaskDefinitionRecord, { now, inactiveUsable }: Use): boolean {
  if (definition.status === 'ACTIVE') return true;
  const since = definition.deregisteredAt?.getTime() ?? 0;
  return definition.status === 'INACTIVE' && now < since + inactiveUsable;
}
