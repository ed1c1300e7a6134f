import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../../lib/action/clock.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { LogSink } from '../../logs/log-sink.ts';
import { StartError } from '../../runtime/runtime.ts';
import type { Place, TaskRecord } from '../state.ts';
import type { TaskRoles } from '../task-roles.ts';
import { executionRoleOf } from './roles.ts';

interface LogPorts {
  readonly clock: Clock;
  readonly logs: LogSink;
  readonly roles: TaskRoles;
}

interface Destination {
  readonly place: Place;
  readonly group: string;
  readonly stream: string;
}

/** Takes a container's output line by line. */
export type WriteLine = (line: string) => void;

/**
 * Makes sure that the log group of a container is there, and that the execution role may write to it, as the awslogs
 * driver does before any container starts. Without a log configuration lines go nowhere, as on Fargate.
 * @throws StartError in ECS's words when the group is missing and the driver is not to make it, or the role may not
 */
export async function openLog(
  { logs, clock, roles }: LogPorts,
  task: TaskRecord,
  definition: ContainerDefinition,
): Promise<WriteLine> {
  const destination = destinationOf(task, definition);
  if (!destination) return () => {};
  const { place, group, stream } = destination;
  const admit = (operation: string, input: object) =>
    roles.admit({ role: executionRoleOf(task), place, service: 'logs', operation, input });
  const onStream = { logGroupName: group, logStreamName: stream };

  await admit('CreateLogStream', onStream).catch(rethrow('stream'));
  if (!logs.hasGroup(place, group)) {
    if (definition.logConfiguration?.options?.['awslogs-create-group'] !== 'true') throw noGroup();
    await admit('CreateLogGroup', { logGroupName: group }).catch(rethrow('group'));
    logs.createGroup(place, group);
  }
  // The driver only notes to itself that events are refused.
  const mayWrite = await admit('PutLogEvents', onStream).then(
    () => true,
    () => false,
  );
  if (!mayWrite) return () => {};
  return (message) => logs.write(place, { group, stream, message, timestamp: clock.now() });
}

function noGroup(): StartError {
  return cannotCreate(
    'stream',
    new AwsError('ResourceNotFoundException', 'The specified log group does not exist.'),
  );
}

function rethrow(what: 'stream' | 'group') {
  return (error: unknown) => {
    throw error instanceof AwsError ? cannotCreate(what, error) : error;
  };
}

/** What Fargate's agent says, as users report it. */
function cannotCreate(what: 'stream' | 'group', { code, message }: AwsError): StartError {
  return new StartError(
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: ' +
      `failed to create Cloudwatch log ${what}: ${code}: ${message} : exit status 1`,
  );
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
