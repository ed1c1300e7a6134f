import type { RunTaskRequest, Tag, TaskOverride } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Vpcs } from '../../ec2/vpcs.ts';
import type { Call } from '../../kernel/call.ts';
import type { Random } from '../../kernel/random.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import { checkRunsOnFargate, readCapacity, readPlatformVersion } from '../capacity.ts';
import { chooseProvider } from '../capacity-providers.ts';
import { findCluster } from '../clusters/clusters.ts';
import { clientError, invalidParameter } from '../errors.ts';
import type { EcsSettings } from '../settings.ts';
import type { EcsState, Place, TaskDefinitionRecord, TaskRecord } from '../state.ts';
import { checkTags, mergeTags } from '../tags.ts';
import { findRunnable } from '../task-definitions/find.ts';
import { checkNetwork } from '../task-network.ts';
import type { TaskRoles } from '../task-roles.ts';
import type { ClientTokens } from './client-tokens.ts';
import { NO_OWNER } from './life-cycle.ts';
import { roleRefusal } from './roles.ts';
import type { TaskStore } from './task-store.ts';

export interface RunTaskPorts {
  readonly stateOf: (place: Place) => EcsState;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: EcsSettings;
  readonly tasks: TaskStore;
  readonly tokens: ClientTokens;
  readonly roles: TaskRoles;
  readonly vpcs: Vpcs;
  readonly placementRefusal: (place: Place) => string | undefined;
}

const MOST_TASKS = 10;

/**
 * Starts up to ten tasks of nobody. A shortage of capacity is no error: the answer then has failures and no tasks.
 * @throws AwsError in ECS's words when AWS would refuse the request
 */
export function runTask(ports: RunTaskPorts, input: RunTaskRequest, call: Call) {
  const state = ports.stateOf(call);
  const cluster = findCluster(state, input.cluster);
  const repeated = ports.tokens.find(cluster, input);
  if (repeated) return { tasks: repeated, failures: [] };
  const { taskDefinition, count } = checkRequest(ports, state, input);
  const capacity = readCapacity(input, cluster);
  const options = {
    place: { account: call.account, region: call.region },
    cluster,
    taskDefinition,
    platformVersion: readPlatformVersion(input.platformVersion),
    networkConfiguration: checkNetwork(input.networkConfiguration, ports.vpcs),
    group: input.group ?? `family:${taskDefinition.definition.family}`,
    startedBy: input.startedBy,
    enableExecuteCommand: input.enableExecuteCommand,
    overrides: input.overrides,
    visibleFrom: ports.clock.now() + ports.random.below(ports.settings.tasksAppearWithin + 1),
  };
  const refusal = roleRefusal(ports.roles, options.place, taskDefinition, input.overrides);
  if (refusal !== undefined) throw clientError(refusal);
  const reason = ports.placementRefusal(call);
  if (reason !== undefined) return { tasks: [], failures: Array.from({ length: count }, () => ({ reason })) };
  const tasks: TaskRecord[] = [];
  while (tasks.length < count) {
    const own = {
      tags: taskTags(input, taskDefinition, cluster.name),
      provider: chooseProvider(capacity, tasks),
    };
    tasks.push(ports.tasks.launch(state, { ...options, ...own }, NO_OWNER));
  }
  ports.tokens.remember(cluster, input, tasks);
  return { tasks, failures: [] };
}

function checkRequest({ clock, settings }: RunTaskPorts, state: EcsState, input: RunTaskRequest) {
  const count = input.count ?? 1;
  if (count < 1 || count > MOST_TASKS) throw invalidParameter(`count must be between 1 and ${MOST_TASKS}.`);
  if (input.startedBy !== undefined && !/^[\w/-]{0,128}$/.test(input.startedBy)) {
    throw invalidParameter(
      'startedBy can have up to 128 characters: letters, digits, hyphens, underscores and forward slashes.',
    );
  }
  if (input.propagateTags === 'SERVICE') {
    throw invalidParameter('propagateTags can not be SERVICE: a task that RunTask starts belongs to none.');
  }
  refuseGiven('RunTask', input, [
    'placementConstraints',
    'placementStrategy',
    'volumeConfigurations',
    'referenceId',
  ]);
  checkTags(input.tags ?? []);
  const taskDefinition = findRunnable(state, input.taskDefinition, {
    ...settings,
    operation: 'RunTask',
    now: clock.now(),
  });
  checkRunsOnFargate(taskDefinition);
  checkOverrides(input.overrides ?? {}, taskDefinition);
  return { taskDefinition, count };
}

function checkOverrides(overrides: TaskOverride, { definition }: TaskDefinitionRecord): void {
  refuseGiven('overrides of RunTask', overrides, ['inferenceAcceleratorOverrides']);
  for (const override of overrides.containerOverrides ?? []) {
    refuseGiven('containerOverrides of RunTask', override, ['environmentFiles', 'resourceRequirements']);
    if (definition.containerDefinitions?.some(({ name }) => name === override.name)) continue;
    throw invalidParameter(
      `Override for container named ${override.name} is not a container in the TaskDefinition.`,
    );
  }
}

function taskTags(input: RunTaskRequest, taskDefinition: TaskDefinitionRecord, clusterName: string): Tag[] {
  const managed = input.enableECSManagedTags ? [{ key: 'aws:ecs:clusterName', value: clusterName }] : [];
  const propagated = input.propagateTags === 'TASK_DEFINITION' ? taskDefinition.tags : [];
  return mergeTags([...managed, ...propagated], input.tags ?? []);
}
