import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { clientError } from '../errors.ts';

/**
 * The containers of a task in the order in which `dependsOn` lets them start.
 * @throws AwsError ClientException when one depends on a container that is not there, or on itself over others
 */
export function startOrder(containers: readonly ContainerDefinition[]): ContainerDefinition[] {
  const ordered: ContainerDefinition[] = [];
  const names = new Set(containers.map(({ name }) => name));
  const waiting = [...containers];
  while (waiting.length > 0) {
    const isStarted = (name: string | undefined) => ordered.some((container) => container.name === name);
    const next = waiting.findIndex(({ dependsOn = [] }) =>
      dependsOn.every(({ containerName }) => isStarted(containerName)),
    );
    const [container] = waiting.splice(Math.max(next, 0), 1);
    if (next < 0 || !container) throw refuse(container, names);
    ordered.push(container);
  }
  return ordered;
}

function refuse(container: ContainerDefinition | undefined, names: ReadonlySet<string | undefined>) {
  const unknown = container?.dependsOn?.find(({ containerName }) => !names.has(containerName));
  if (unknown) {
    return clientError(
      `The container ${container?.name} depends on ${unknown.containerName}, which is not in the task definition.`,
    );
  }
  return clientError(`The container dependencies of ${container?.name} form a cycle.`);
}
