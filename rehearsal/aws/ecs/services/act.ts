import type { Tag } from '@aws-sdk/client-ecs';
import { chooseProvider } from '../capacity-providers.ts';
import type { DeploymentRecord, TaskRecord } from '../state.ts';
import { mergeTags } from '../tags.ts';
import { roleRefusal } from '../tasks/roles.ts';
import { taskHealth } from '../tasks/task-health.ts';
import type { TaskOwner } from '../tasks/task-run.ts';
import { events } from './events.ts';
import type { Observation } from './observe.ts';
import type { Decision } from './schedule.ts';
import { countRefusedLaunch } from './task-ends.ts';
import { type Turn, targetsOf } from './turn.ts';

/** Starts what was decided as tasks of the PRIMARY deployment. */
export function startTasks(
  turn: Turn,
  deployment: DeploymentRecord,
  decision: Decision,
  owner: TaskOwner,
): void {
  if (decision.start === 0) return;
  const refusal = launchRefusal(turn, deployment);
  if (refusal !== undefined) {
    countRefusedLaunch(turn, refusal);
    return;
  }
  const tasks = Array.from({ length: decision.start }, () => startTask(turn, deployment, owner));
  turn.report(events.started(tasks, decision.replaced));
}

/** Why no task can be launched now, as the event that tells of it. */
function launchRefusal({ ports, service }: Turn, { revision }: DeploymentRecord): string | undefined {
  const role = roleRefusal(ports.roles, service.place, revision.taskDefinition);
  if (role !== undefined) return events.failedToLaunch(role);
  const shortage = ports.placementRefusal(service.place);
  return shortage === undefined ? undefined : events.unableToPlace(shortage);
}

function startTask(turn: Turn, deployment: DeploymentRecord, owner: TaskOwner): TaskRecord {
  const { ports, state, service } = turn;
  const { revision } = deployment;
  const members = [...service.tasks].filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
  const task = ports.tasks.launch(
    state,
    {
      ...revision,
      provider: chooseProvider(revision.capacity, members),
      place: service.place,
      cluster: service.cluster,
      group: `service:${service.name}`,
      startedBy: deployment.id,
      enableExecuteCommand: service.options.enableExecuteCommand,
      tags: taskTags(turn, deployment),
      membership: { service, deployment, targets: 'none', wasHealthy: false, failedHealthCheck: false },
    },
    owner,
  );
  service.tasks.add(task);
  return task;
}

/** What `propagateTags` and `enableECSManagedTags` give a service's tasks. */
function taskTags({ service }: Turn, { revision }: DeploymentRecord): Tag[] {
  const { propagateTags, enableECSManagedTags } = service.options;
  const sources = { SERVICE: service.tags, TASK_DEFINITION: revision.taskDefinition.tags, NONE: [] };
  const managed = [
    { key: 'aws:ecs:serviceName', value: service.name },
    { key: 'aws:ecs:clusterName', value: service.cluster.name },
  ];
  return mergeTags(enableECSManagedTags ? managed : [], sources[propagateTags ?? 'NONE']);
}

/** Stops what was decided: tasks that run are drained first, and unhealthy ones get that as their reason. */
export function stopTasks(turn: Turn, decision: Decision, { conditions }: Observation): void {
  const tasks = [...turn.service.tasks].filter(({ id }) => decision.stop.includes(id));
  const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
  for (const task of tasks) stopTask(turn, task, conditions.get(task) === 'unhealthy');
  if (running.length > 0) turn.report(events.stopped(running));
  if (tasks.length > running.length) turn.report(events.stoppedPending(tasks.length - running.length));
}

function stopTask(turn: Turn, task: TaskRecord, isUnhealthy: boolean): void {
  const failure = isUnhealthy ? reportUnhealthy(turn, task) : undefined;
  if (task.membership) task.membership.failedHealthCheck = isUnhealthy;
  const reason = failure ?? `Scaling activity initiated by (deployment ${task.membership?.deployment.id})`;
  turn.ports.tasks.stop(task, { code: 'ServiceSchedulerInitiated', reason }, true);
}

/** @returns why the task is stopped */
function reportUnhealthy({ ports, report }: Turn, task: TaskRecord): string | undefined {
  for (const { group, target } of targetsOf(task)) {
    const health = ports.targetGroups.healthOf(group, target);
    if (!health?.State?.startsWith('unhealthy')) continue;
    report(events.unhealthy(task, target.port, group, health.Description ?? 'Health checks failed'));
    return `Task failed ELB health checks in (target-group ${group})`;
  }
  if (taskHealth(task) !== 'UNHEALTHY') return undefined;
  report(events.sick(task));
  return 'Task failed container health checks';
}
