import type { DesiredStatus, Task } from '@aws-sdk/client-ecs';
import { collect } from './pagination.ts';
import type { EcsPorts } from './services.ts';

/** Which tasks. ECS takes `startedBy` (a deployment's ID, for tasks of a service) as the only filter beside the status. */
export type TaskFilter = { readonly cluster: string; readonly desiredStatus: DesiredStatus } & (
  | { readonly startedBy: string }
  | { readonly serviceName: string }
);

/** As many as ECS describes in one call. */
const BATCH = 100;

/** Every such task, described. */
export async function readTasks({ ecs, signal }: EcsPorts, filter: TaskFilter): Promise<Task[]> {
  const arns = await collect(ecs.paginateListTasks(filter), (page) => page.taskArns, { signal });
  const described: Task[] = [];
  for (let start = 0; start < arns.length; start += BATCH) {
    const { tasks = [] } = await ecs.describeTasks(
      { cluster: filter.cluster, tasks: arns.slice(start, start + BATCH) },
      { abortSignal: signal },
    );
    described.push(...tasks);
  }
  return described;
}

/** Addresses under which a task is a target: with awsvpc those of its own network interfaces. */
export function addressesOf(task: Task): string[] {
  return (task.attachments ?? [])
    .filter(({ type }) => type === 'ElasticNetworkInterface')
    .flatMap(({ details = [] }) => details)
    .flatMap(({ name, value }) => (name === 'privateIPv4Address' && value !== undefined ? [value] : []));
}

/** The last part of a task's ARN. */
export function taskIdOf(task: Task): string {
  return task.taskArn?.split('/').at(-1) ?? '';
}
