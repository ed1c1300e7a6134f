import {
  CreateClusterCommand,
  type CreateClusterCommandInput,
  CreateServiceCommand,
  type CreateServiceCommandInput,
  DeregisterTaskDefinitionCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  type DesiredStatus,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  RunTaskCommand,
  type RunTaskCommandInput,
  type Service,
  StopTaskCommand,
  type Task,
  type TaskField,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { sleep } from '../../../../lib/action/clock.ts';
import { SECURITY_GROUPS, SUBNETS, TWO_VPCS } from '../../ec2/testing/networks.ts';
import { createVirtualDataPlane } from '../../elbv2/data-plane/virtual.ts';
import { createElbv2 } from '../../elbv2/elbv2.ts';
import { createDispatch, type JournalEntry } from '../../kernel/dispatch.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createLogs } from '../../logs/logs.ts';
import { createNetwork } from '../../network.ts';
import type { Behaviours } from '../../runtime/scripted/behaviour.ts';
import { createScriptedRuntime } from '../../runtime/scripted.ts';
import type { AlarmStates } from '../alarm-states.ts';
import { createEcs } from '../ecs.ts';
import type { SecretSource } from '../secret-source.ts';
import type { EcsSettings } from '../settings.ts';
import type { Place } from '../state.ts';
import type { TaskRoles } from '../task-roles.ts';
import { createWebGroup, recordRegistrations, type WebGroupOptions } from './target-group.ts';

export const START = Date.UTC(2026, 0, 1);

export interface WorldOptions {
  readonly behaviours?: Behaviours;
  readonly settings?: Partial<EcsSettings>;
  readonly targets?: WebGroupOptions;
  readonly placementRefusal?: (place: Place) => string | undefined;
  readonly secrets?: SecretSource;
  readonly roles?: TaskRoles;
  readonly alarms?: AlarmStates;
  readonly seed?: number;
}

export type World = ReturnType<typeof createWorld>;

/** ECS with scripted tasks on a virtual clock, and a real SDK client in front of it. */
export function createWorld({
  behaviours = {},
  settings = {},
  targets,
  placementRefusal,
  secrets,
  roles,
  alarms,
  seed = 1,
}: WorldOptions = {}) {
  const clock = createVirtualClock(START);
  const timers = { count: 0 };
  const countingClock = {
    now: clock.now,
    after: (milliseconds: number, callback: () => void) =>
      clock.after(milliseconds, () => {
        timers.count += 1;
        callback();
      }),
  };
  const random = createRandom(seed);
  const network = createNetwork();
  const logs = createLogs({ clock });
  const elbv2 = createElbv2({
    clock,
    random: random.fork('elbv2'),
    network,
    vpcs: TWO_VPCS,
    dataPlane: createVirtualDataPlane({ clock, random: random.fork('traffic'), network }),
  });
  const registrations: string[] = [];
  const targetGroups = recordRegistrations(elbv2.targetGroups, registrations);
  const runtime = createScriptedRuntime({ clock, random: random.fork('runtime'), network, behaviours });
  const ecs = createEcs({
    clock: countingClock,
    random: random.fork('ecs'),
    runtime,
    vpcs: TWO_VPCS,
    targetGroups,
    logs: logs.sink,
    settings,
    ...(placementRefusal ? { placementRefusal } : {}),
    ...(secrets ? { secrets } : {}),
    ...(roles ? { roles } : {}),
    ...(alarms ? { alarms } : {}),
  });
  const journal: JournalEntry[] = [];
  const dispatch = createDispatch([ecs.service, elbv2.service, logs.service], {
    clock,
    random: random.fork('dispatch'),
    onCall: (entry) => journal.push(entry),
  });
  const client = new ECSClient(inProcessClient(dispatch));
  const loadBalancing = new ElasticLoadBalancingV2Client(inProcessClient(dispatch));
  let group = '';

  const wait = (seconds: number) => sleep(clock, seconds * 1000);

  async function describe(service = 'web'): Promise<Service> {
    const { services } = await client.send(new DescribeServicesCommand({ services: [service] }));
    if (!services?.[0]) throw new Error(`No service ${service}`);
    return services[0];
  }

  async function listTasks(desiredStatus: DesiredStatus = 'RUNNING'): Promise<Task[]> {
    const { taskArns = [] } = await client.send(new ListTasksCommand({ desiredStatus }));
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await client.send(new DescribeTasksCommand({ tasks: taskArns }));
    return tasks.sort((a, b) => Number(a.createdAt) - Number(b.createdAt));
  }

  /** Looks every two seconds until the service is as wanted. */
  async function until(isWanted: (service: Service) => boolean, limitSeconds = 3600): Promise<Service> {
    for (let second = 0; second < limitSeconds; second += 2) {
      const service = await describe();
      if (isWanted(service)) return service;
      await wait(2);
    }
    throw new Error(`Never as wanted in ${limitSeconds} s: ${JSON.stringify(await describe(), null, 1)}`);
  }

  const runTaskResponse = (input: RunTaskCommandInput) =>
    client.send(new RunTaskCommand({ launchType: 'FARGATE', networkConfiguration: NETWORK, ...input }));

  return {
    clock,
    client,
    dispatch,
    ecs,
    runtime,
    network,
    logs,
    targetGroups,
    loadBalancing,
    /** Every registration and deregistration of a target, in order. */
    registrations,
    /** The target group of the services, made before a story begins. */
    group: () => group,
    journal,
    timers,
    wait,
    describe,
    listTasks,
    until,
    untilSteady: () => until(isSteady),
    /** Runs a story in virtual time, in the cluster `default`. */
    async run<Result>(story: () => Promise<Result>): Promise<Result> {
      // A client's first call loads modules, for which virtual time does not wait.
      await client.send(new CreateClusterCommand({}));
      group = await createWebGroup(loadBalancing, targets);
      return clock.run(story());
    },
    register: (image: string, input: Partial<RegisterTaskDefinitionCommandInput> = {}) =>
      client.send(new RegisterTaskDefinitionCommand(taskDefinition(image, input))),
    deregister: (reference: string) =>
      client.send(new DeregisterTaskDefinitionCommand({ taskDefinition: reference })),
    createCluster: (input: CreateClusterCommandInput) => client.send(new CreateClusterCommand(input)),
    stopTask: (task: string | undefined) => client.send(new StopTaskCommand({ task })),
    runTaskResponse,
    runTask: async (input: RunTaskCommandInput) => (await runTaskResponse(input)).tasks ?? [],
    describeTask: (task: string | undefined, include: TaskField[] = []) =>
      client.send(new DescribeTasksCommand({ tasks: [task ?? ''], include })),
    createService: (input: Partial<CreateServiceCommandInput> = {}) =>
      client.send(new CreateServiceCommand(serviceInput(group, input))),
    update: (input: Partial<UpdateServiceCommandInput>) =>
      client.send(new UpdateServiceCommand({ service: 'web', ...input })),
  };
}

export function isSteady({ deployments = [], runningCount, desiredCount }: Service): boolean {
  return (
    deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED' && runningCount === desiredCount
  );
}

export function taskDefinition(
  image: string,
  input: Partial<RegisterTaskDefinitionCommandInput> = {},
): RegisterTaskDefinitionCommandInput {
  return {
    family: 'web',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    containerDefinitions: [{ name: 'app', image, portMappings: [{ containerPort: 8080 }] }],
    ...input,
  };
}

export const NETWORK = {
  awsvpcConfiguration: { subnets: SUBNETS.slice(0, 2), securityGroups: SECURITY_GROUPS },
};

/** A service behind the load balancer; `loadBalancers: []` makes one without. */
function serviceInput(
  targetGroupArn: string,
  input: Partial<CreateServiceCommandInput>,
): CreateServiceCommandInput {
  return {
    serviceName: 'web',
    taskDefinition: 'web',
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: NETWORK,
    loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 8080 }],
    ...input,
  };
}

/** The service's events, oldest first, without the service's name. */
export function messages({ events = [] }: Service): string[] {
  return events
    .map(({ message = '' }) => message.replace(/^\(service \w+(, taskSet [^)]+)?\) /, ''))
    .reverse();
}
