import type { ContainerDefinition, KeyValuePair } from '@aws-sdk/client-ecs';
import type { ContainerLaunch, TaskNetwork } from '../../runtime/runtime.ts';
import type { TaskRecord } from '../state.ts';
import type { WriteLine } from './open-log.ts';
import type { ContainerSecrets } from './read-secrets.ts';

/** What was made ready for a container before it starts. */
export interface Prepared {
  /** As it was pulled. */
  readonly image: string;
  readonly secrets: ContainerSecrets;
  readonly writeLine: WriteLine;
}

/** What a runtime is told of a container: its definition, with the overrides of the task on top. */
export function containerLaunch(
  task: TaskRecord,
  definition: ContainerDefinition,
  network: TaskNetwork,
  { image, secrets, writeLine }: Prepared,
): Omit<ContainerLaunch, 'onExit'> {
  const override = task.overrides.containerOverrides?.find(({ name }) => name === definition.name);
  const command = override?.command ?? definition.command;
  const { entryPoint, workingDirectory, user } = definition;
  return {
    taskId: task.id,
    name: definition.name ?? '',
    image,
    network,
    onLog: writeLine,
    environment: {
      ...readPairs([...(definition.environment ?? []), ...(override?.environment ?? [])]),
      ...secrets,
    },
    memoryMebibytes: memoryLimit(task, override?.memory ?? definition.memory),
    ports: (definition.portMappings ?? []).flatMap(({ containerPort }) => containerPort ?? []),
    ...(command ? { command } : {}),
    ...(entryPoint ? { entryPoint } : {}),
    ...(workingDirectory ? { workingDirectory } : {}),
    ...(user ? { user } : {}),
  };
}

function readPairs(pairs: readonly KeyValuePair[]): Record<string, string> {
  return Object.fromEntries(pairs.map(({ name = '', value = '' }) => [name, value]));
}

/** A container without a limit of its own may use all of its task's memory. */
function memoryLimit({ overrides, taskDefinition }: TaskRecord, ofContainer: number | undefined): number {
  return ofContainer ?? Number(overrides.memory ?? taskDefinition.definition.memory);
}
