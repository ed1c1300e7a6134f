import type {
  DescribeTasksRequest,
  ListTasksRequest,
  RunTaskRequest,
  StopTaskRequest,
} from '@aws-sdk/client-ecs';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import type { Operations } from '../../kernel/service.ts';
import { ecsArn, isElsewhere, lastPart, nameIn } from '../arns.ts';
import { findCluster } from '../clusters/clusters.ts';
import { invalidParameter } from '../errors.ts';
import { listPage } from '../pages.ts';
import { requireService } from '../services/find.ts';
import type { ClusterRecord, EcsState, TaskRecord } from '../state.ts';
import { renderTask } from './render.ts';
import { type RunTaskPorts, runTask } from './run-task.ts';

/** DescribeTasks takes at most this many tasks. */
const DESCRIBE_LIMIT = 100;

export function taskOperations(ports: RunTaskPorts): Operations {
  const { stateOf, clock } = ports;
  const isVisible = ({ visibleFrom }: TaskRecord) => clock.now() >= visibleFrom;
  return {
    RunTask(input: RunTaskRequest, call) {
      const { tasks, failures } = runTask(ports, input, call);
      return { tasks: tasks.map((task) => renderTask(task, true)), failures };
    },

    StopTask(input: StopTaskRequest, call) {
      const state = stateOf(call);
      const task = findTask(state, findCluster(state, input.cluster), input.task ?? '');
      if (!task) throw invalidParameter('The referenced task was not found.');
      ports.tasks.stop(task, { code: 'UserInitiated', reason: input.reason ?? 'Task stopped by user' });
      // The API deletes a task's tags when somebody stops it.
      task.tags = [];
      return { task: renderTask(task, true) };
    },

    DescribeTasks(input: DescribeTasksRequest, call) {
      const state = stateOf(call);
      const cluster = findCluster(state, input.cluster);
      const ids = input.tasks ?? [];
      if (ids.length === 0) throw invalidParameter('Tasks cannot be empty.');
      if (ids.length > DESCRIBE_LIMIT)
        throw invalidParameter(`Tasks must contain at most ${DESCRIBE_LIMIT} entries.`);
      const find = (id: string) => [findTask(state, cluster, id)].find((task) => task && isVisible(task));
      const found = ids.flatMap((id) => find(id) ?? []);
      return {
        tasks: found.map((task) => renderTask(task, input.include?.includes('TAGS') ?? false)),
        failures: ids
          .filter((id) => !find(id))
          .map((id) => ({ arn: ecsArn(call, `task/${cluster.name}/${lastPart(id)}`), reason: 'MISSING' })),
      };
    },

    ListTasks(input: ListTasksRequest, call) {
      const state = stateOf(call);
      const cluster = findCluster(state, input.cluster);
      const matches = createFilter(state, cluster, input);
      const tasks = [...state.tasks.values()].filter(
        (task) => task.cluster === cluster && isVisible(task) && matches(task),
      );
      const { items, ...page } = listPage(tasks, ({ arn }) => arn, input);
      return { taskArns: items.map(({ arn }) => arn), ...page };
    },
  };
}

/** @throws AwsError when the text cannot be the id or ARN of a task of the cluster */
function findTask(state: EcsState, cluster: ClusterRecord, idOrArn: string): TaskRecord | undefined {
  const id = nameIn(cluster, idOrArn);
  if (id.length !== 32 && id.length !== 36) {
    throw invalidParameter('taskId length should be one of [32,36]');
  }
  if (isElsewhere(idOrArn, state.place)) return undefined;
  return state.tasks.get(ecsArn(state.place, `task/${cluster.name}/${id}`));
}

/** @throws AwsError when `startedBy` comes with another filter than the status, or the service is not there */
function createFilter(state: EcsState, cluster: ClusterRecord, input: ListTasksRequest) {
  refuseGiven('ListTasks', input, ['containerInstance', 'daemonName']);
  const { family, serviceName, startedBy, launchType, desiredStatus = 'RUNNING' } = input;
  if (startedBy !== undefined && (family || serviceName || launchType)) {
    throw invalidParameter('cannot specify startedBy with other arguments');
  }
  const service = serviceName ? requireService(state, cluster, serviceName) : undefined;
  return (task: TaskRecord) =>
    task.desiredStatus === desiredStatus &&
    (startedBy === undefined || task.startedBy === startedBy) &&
    (service === undefined || task.membership?.service === service) &&
    (family === undefined || task.taskDefinition.definition.family === family) &&
    (launchType === undefined || launchType === 'FARGATE');
}
