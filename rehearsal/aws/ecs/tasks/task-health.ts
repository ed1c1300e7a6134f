import type { ContainerRecord, TaskDefinitionRecord, TaskRecord } from '../state.ts';
import { type Health, isChecked } from './health-checks.ts';

/** Whether an essential container has a health check: only those tell of the task's health. */
export function hasContainerChecks({ definition }: TaskDefinitionRecord): boolean {
  return essentialChecked(definition.containerDefinitions ?? []).length > 0;
}

/** One sick essential container makes the task UNHEALTHY, one of which nothing is known UNKNOWN. */
export function taskHealth({ taskDefinition, containers }: TaskRecord): Health {
  const checked = essentialChecked(taskDefinition.definition.containerDefinitions ?? []);
  const healths = checked.map(({ name }) => healthOf(containers, name));
  if (healths.includes('UNHEALTHY')) return 'UNHEALTHY';
  return healths.length === 0 || healths.includes('UNKNOWN') ? 'UNKNOWN' : 'HEALTHY';
}

function healthOf(containers: readonly ContainerRecord[], name: string | undefined): Health {
  return containers.find((container) => container.name === name)?.health ?? 'UNKNOWN';
}

function essentialChecked(
  definitions: NonNullable<TaskDefinitionRecord['definition']['containerDefinitions']>,
) {
  return definitions.filter(({ essential, healthCheck }) => essential !== false && isChecked(healthCheck));
}
