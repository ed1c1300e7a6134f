import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { LogSink } from '../../logs/log-sink.ts';
import { StartError } from '../../runtime/runtime.ts';
import type { Place, TaskRecord } from '../state.ts';

interface Destination {
  readonly place: Place;
  readonly group: string;
  readonly stream: string;
}

/**
 * Makes sure that the log group of a container is there, as the driver does before any container starts.
 * @throws StartError in ECS's words when it is missing and the driver is not to make it
 */
export function prepareLogs(logs: LogSink, task: TaskRecord, definition: ContainerDefinition): void {
  const destination = destinationOf(task, definition);
  if (!destination || logs.hasGroup(destination.place, destination.group)) return;
  if (definition.logConfiguration?.options?.['awslogs-create-group'] !== 'true') {
    throw new StartError(
      'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: ' +
        'failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. ' +
        ': exit status 1',
    );
  }
  logs.createGroup(destination.place, destination.group);
}

/** Where the lines of a container go; without a log configuration nowhere, as on Fargate. */
export function createLineWriter(
  { logs, clock }: { readonly logs: LogSink; readonly clock: Clock },
  task: TaskRecord,
  definition: ContainerDefinition,
): (line: string) => void {
  const destination = destinationOf(task, definition);
  if (!destination) return () => {};
  const { place, group, stream } = destination;
  return (message) => logs.write(place, { group, stream, message, timestamp: clock.now() });
}

/** The stream is `prefix/container/task-id`, in the region that the options name. */
function destinationOf(task: TaskRecord, definition: ContainerDefinition): Destination | undefined {
  const options = definition.logConfiguration?.options;
  if (definition.logConfiguration?.logDriver !== 'awslogs' || !options) return undefined;
  return {
    place: { account: task.place.account, region: options['awslogs-region'] ?? task.place.region },
    group: options['awslogs-group'] ?? '',
    stream: `${options['awslogs-stream-prefix']}/${definition.name}/${task.id}`,
  };
}
