import * as sdk from '@aws-sdk/client-ecs';
import type { Clock } from '../../../lib/action/clock.ts';
import type { ListTaskInterfaces } from '../ec2/task-interfaces.ts';
import type { Vpcs } from '../ec2/vpcs.ts';
import type { TargetGroups } from '../elbv2/target-groups.ts';
import { perRegion } from '../kernel/call.ts';
import { createClosableClock } from '../kernel/closable-clock.ts';
import type { Random } from '../kernel/random.ts';
import { defineService, type Service } from '../kernel/service.ts';
import type { LogSink } from '../logs/log-sink.ts';
import type { TaskRuntime } from '../runtime/runtime.ts';
import type { AlarmStates } from './alarm-states.ts';
import { clusterOperations } from './clusters/clusters.ts';
import { createScalableServices, type ScalableServices } from './scalable-services.ts';
import type { SecretSource } from './secret-source.ts';
import { createServiceLoads, type ServiceLoads } from './service-loads.ts';
import { describeServiceState, type ServiceState } from './service-states.ts';
import { serviceOperations } from './services/operations.ts';
import { createScheduler } from './services/scheduler.ts';
import { type EcsSettings, FARGATE_SETTINGS } from './settings.ts';
import type { EcsState, Place, TaskRecord } from './state.ts';
import { tagOperations } from './tags.ts';
import { taskDefinitionOperations } from './task-definitions/operations.ts';
import { ANY_ROLE, type TaskRoles } from './task-roles.ts';
import type { PullPorts } from './tasks/admit-pull.ts';
import { createClientTokens } from './tasks/client-tokens.ts';
import { taskOperations } from './tasks/operations.ts';
import { listTaskInterfaces } from './tasks/task-interfaces.ts';
import { createTaskStore } from './tasks/task-store.ts';

export interface EcsPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly runtime: TaskRuntime;
  readonly targetGroups: TargetGroups;
  /** Where tasks can be. */
  readonly vpcs: Vpcs;
  readonly logs: LogSink;
  /** Where tasks get their secrets; without it definitions with `secrets` are refused. */
  readonly secrets?: SecretSource;
  /** What the roles of tasks may; without it everything. */
  readonly roles?: TaskRoles;
  /** The repositories that images are pulled from with the execution role; none without it. */
  readonly repositoryOf?: PullPorts['repositoryOf'];
  /** Where deployments ask for their alarms; without it services with deployment alarms are refused. */
  readonly alarms?: AlarmStates;
  /** Anything that should differ from Fargate's ways and times. */
  readonly settings?: Partial<EcsSettings>;
  /** Why no task can be placed there now, in Fargate's words; asked before every launch. There is always room without it. */
  readonly placementRefusal?: (place: Place) => string | undefined;
}

export interface Ecs {
  readonly service: Service;
  /** The machines below these tasks break down; gives the ARNs of the tasks that end for it. */
  loseTasks(isChosen: (task: TaskRecord) => boolean): readonly string[];
  /** What CloudWatch measures. */
  readonly serviceLoads: ServiceLoads;
  /** What Application Auto Scaling acts on. */
  readonly scalableServices: ScalableServices;
  /** The interfaces of the tasks that have an address now. */
  readonly listTaskInterfaces: ListTaskInterfaces;
  /** Every service of every region and its tasks, as they are. */
  serviceStates(): readonly ServiceState[];
  /** Ends scheduling: no task is started, stopped or forgotten any more. What runs is ended by closing the runtime. */
  close(): void;
}

/** Amazon ECS on Fargate: clusters, task definitions, services with rolling deployments, and tasks. */
export function createEcs(ports: EcsPorts): Ecs {
  const {
    random,
    runtime,
    targetGroups,
    vpcs,
    logs,
    alarms,
    secrets = NO_SECRETS,
    roles = ANY_ROLE,
    repositoryOf = () => undefined,
    placementRefusal = () => undefined,
  } = ports;
  const settings = { ...FARGATE_SETTINGS, ...ports.settings };
  const clock = createClosableClock(ports.clock);
  const states: EcsState[] = [];
  const stateOf = perRegion((place) => {
    const state = createState(place);
    states.push(state);
    return state;
  });
  const tasks = createTaskStore({
    ...{ clock, random: random.fork('tasks'), settings },
    ...{ runtime, vpcs, logs, secrets, roles, repositoryOf },
  });
  const scheduler = createScheduler({
    clock,
    random: random.fork('scheduler'),
    settings,
    targetGroups,
    alarms,
    tasks,
    roles,
    placementRefusal,
  });
  const service = defineService(sdk, new sdk.ECSClient({ region: 'us-east-1' }), {
    ...clusterOperations(stateOf),
    ...taskDefinitionOperations({ stateOf, clock, readsSecrets: secrets !== NO_SECRETS, repositoryOf }),
    ...serviceOperations({
      ...{ stateOf, clock, settings, targetGroups, vpcs, alarms, scheduler },
      random: random.fork('services'),
    }),
    ...taskOperations({
      ...{ stateOf, clock, settings, vpcs, tasks, roles, placementRefusal },
      random: random.fork('run-task'),
      tokens: createClientTokens(clock),
    }),
    ...tagOperations(stateOf),
  });
  return {
    service,
    loseTasks: (isChosen) => tasks.lose(isChosen).map(({ arn }) => arn),
    serviceLoads: createServiceLoads(tasks),
    scalableServices: createScalableServices(stateOf, scheduler),
    listTaskInterfaces: (place) => listTaskInterfaces(stateOf(place)),
    serviceStates: () => states.flatMap(({ services }) => [...services.values()].map(describeServiceState)),
    close: () => clock.close(),
  };
}

/** Never asked: no definition with secrets gets past its registration. */
const NO_SECRETS: SecretSource = { read: () => Promise.reject(new Error('There is no source of secrets.')) };

function createState(place: Place): EcsState {
  return {
    place: { account: place.account, region: place.region },
    clusters: new Map(),
    taskDefinitions: new Map(),
    services: new Map(),
    tasks: new Map(),
  };
}
