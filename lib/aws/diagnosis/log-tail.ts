import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { ContainerDefinition, Task } from '@aws-sdk/client-ecs';
import { isNotFound } from '../errors/kinds.ts';
import { taskIdOf } from '../tasks.ts';
import type { LogTail } from './evidence.ts';

export interface LogPorts {
  /** Loaded when something has gone wrong, and not before. */
  readonly containerLogs: () => Promise<CloudWatchLogs>;
  readonly signal: AbortSignal;
}

/** Where a container's log is, or why it cannot be read from here. */
export type LogPlace =
  | { readonly group: string; readonly stream: string; readonly gap?: never }
  | { readonly gap: string };

/** The awslogs driver writes to `prefix/container/task-id`, without a prefix to the engine's ID of the container. */
export function findLog(definition: ContainerDefinition, task: Task, region: string): LogPlace {
  const { name = '', logConfiguration } = definition;
  const driver = logConfiguration?.logDriver;
  const options = logConfiguration?.options ?? {};
  const group = options['awslogs-group'];
  if (driver !== 'awslogs' || group === undefined) {
    return {
      gap: `the log of container ${name}: it goes to ${driver ?? 'no log driver'}, not to CloudWatch Logs`,
    };
  }
  const elsewhere = options['awslogs-region'];
  if (elsewhere !== undefined && elsewhere !== region) {
    return { gap: `the log of container ${name}: it is in ${elsewhere}, log group ${group}` };
  }
  const prefix = options['awslogs-stream-prefix'];
  const runtimeId = task.containers?.find((container) => container.name === name)?.runtimeId ?? '';
  return { group, stream: prefix === undefined ? runtimeId : `${prefix}/${name}/${taskIdOf(task)}` };
}

/** A container that prints its stack in a loop fills the summary no further. */
const LINES = 20;

/** The last lines of a stream; none when it does not exist, as that of a container that never wrote. */
export async function readLogTail(
  { containerLogs, signal }: LogPorts,
  { group, stream }: { readonly group: string; readonly stream: string },
  container: string,
): Promise<LogTail> {
  const tail = { group, stream, container };
  try {
    const logs = await containerLogs();
    const { events = [] } = await logs.getLogEvents(
      { logGroupName: group, logStreamName: stream, startFromHead: false, limit: LINES },
      { abortSignal: signal },
    );
    return { ...tail, lines: events.flatMap(({ message = '' }) => message.trimEnd().split('\n')) };
  } catch (error) {
    if (isNotFound(error)) return { ...tail, lines: [] };
    throw error;
  }
}
