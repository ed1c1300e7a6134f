import type { ServiceEvent } from '@aws-sdk/client-ecs';
import type { Random } from '../../kernel/random.ts';
import type { TaskRecord } from '../state.ts';

const EVENT_LIMIT = 100;

/** What a service's scheduler reports, in ECS's words (developer guide, "Service event messages", and live services). */
export const events = {
  started: (tasks: readonly TaskRecord[], replaced: number) =>
    `has started ${tasks.length} tasks: ${nameTasks(tasks)}.${
      replaced > 0 ? ` Amazon ECS replaced ${replaced} tasks due to an unhealthy status.` : ''
    }`,
  stopped: (tasks: readonly TaskRecord[]) =>
    `has stopped ${tasks.length} running tasks: ${nameTasks(tasks)}.`,
  stoppedPending: (count: number) => `stopped ${count} pending tasks.`,
  registered: (count: number, group: string) => `registered ${count} targets in (target-group ${group})`,
  deregistered: (count: number, group: string) => `deregistered ${count} targets in (target-group ${group})`,
  draining: (count: number) => `has begun draining connections on ${count} tasks.`,
  unhealthy: (task: TaskRecord, port: number, group: string, reason: string) =>
    `(task ${task.id}) (port ${port}) is unhealthy in (target-group ${group}) due to (reason ${reason})`,
  sick: (task: TaskRecord) => `(task ${task.id}) failed container health checks.`,
  unableToPlace: (reason: string) => `was unable to place a task. Reason: ${withFullStop(reason)}`,
  failedToLaunch: (error: string) => `failed to launch a task with (error ${error}).`,
  unableToStart: () => 'is unable to consistently start tasks successfully.',
  blocked: () =>
    'was unable to stop or start tasks during a deployment because of the service deployment configuration. ' +
    'Update the minimumHealthyPercent or maximumPercent value and try again.',
  completed: (deployment: string) => `(deployment ${deployment}) deployment completed.`,
  failed: (deployment: string, detail: string) => `(deployment ${deployment}) deployment failed: ${detail}.`,
  rollingBack: (deployment: string) => `rolling back to deployment ${deployment}.`,
  steady: () => 'has reached a steady state.',
} as const;

function nameTasks(tasks: readonly TaskRecord[]): string {
  return tasks.map(({ id }) => `(task ${id})`).join(' ');
}

function withFullStop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

/** Where a service's events go. */
interface EventLog {
  readonly name: string;
  events: ServiceEvent[];
}

/**
 * Adds an event, newest first; ECS keeps 100 and does not repeat the one it has just given.
 * @param taskSet the deployment that the event names beside the service
 */
export function addEvent(
  service: EventLog,
  message: string,
  { at, random, taskSet }: { readonly at: Date; readonly random: Random; readonly taskSet?: string },
): void {
  const subject = taskSet ? `(service ${service.name}, taskSet ${taskSet})` : `(service ${service.name})`;
  const event = { id: random.uuid(), createdAt: at, message: `${subject} ${message}` };
  if (service.events[0]?.message === event.message) return;
  service.events = [event, ...service.events].slice(0, EVENT_LIMIT);
}
