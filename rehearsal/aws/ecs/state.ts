import type {
  CapacityProviderStrategyItem,
  ClusterConfiguration,
  ClusterSetting,
  CreateServiceRequest,
  LaunchType,
  LoadBalancer,
  NetworkConfiguration,
  ServiceEvent,
  Tag,
  TaskDefinition,
  TaskOverride,
  TaskStopCode,
} from '@aws-sdk/client-ecs';
import type { Call } from '../kernel/call.ts';
import type { RunningContainer, TaskNetwork } from '../runtime/runtime.ts';
import type { StaleService } from './services/stale-service.ts';
import type { Health } from './tasks/health-checks.ts';

/** What ECS knows, as the parts of this service share it. Records are changed in place; answers are rendered copies. */
export type Place = Pick<Call, 'account' | 'region'>;

export interface EcsState {
  readonly place: Place;
  readonly clusters: Map<string, ClusterRecord>;
  /** By family, in the order of their revisions. */
  readonly taskDefinitions: Map<string, TaskDefinitionRecord[]>;
  /** By ARN; deleted services stay as INACTIVE. */
  readonly services: Map<string, ServiceRecord>;
  /** By ARN, until a stopped task is forgotten. */
  readonly tasks: Map<string, TaskRecord>;
}

export interface ClusterRecord {
  readonly arn: string;
  readonly name: string;
  status: 'ACTIVE' | 'INACTIVE';
  /** How ExecuteCommand and managed storage are to be encrypted and logged: kept, for neither is here. */
  readonly configuration: ClusterConfiguration | undefined;
  settings: ClusterSetting[];
  capacityProviders: string[];
  defaultStrategy: CapacityProviderStrategyItem[];
  tags: Tag[];
}

export interface TaskDefinitionRecord {
  readonly arn: string;
  /** As AWS returns it; status and deregisteredAt change. */
  readonly definition: TaskDefinition;
  tags: Tag[];
}

/** How a task gets its machine: by launch type or by capacity provider, never both. */
export type Capacity =
  | { readonly launchType: LaunchType }
  | { readonly capacityProviderStrategy: CapacityProviderStrategyItem[] };

/** What the tasks of one deployment are made of; another one of these makes another deployment. */
export interface ServiceRevision {
  readonly taskDefinition: TaskDefinitionRecord;
  readonly capacity: Capacity;
  readonly platformVersion: string;
  readonly networkConfiguration: NetworkConfiguration;
  readonly loadBalancers: readonly LoadBalancer[];
}

/** What can be changed without a new deployment. */
export type ServiceOptions = Pick<
  CreateServiceRequest,
  | 'deploymentConfiguration'
  | 'healthCheckGracePeriodSeconds'
  | 'availabilityZoneRebalancing'
  | 'propagateTags'
  | 'enableECSManagedTags'
  | 'enableExecuteCommand'
>;

export interface ServiceRecord {
  readonly arn: string;
  readonly name: string;
  readonly place: Place;
  readonly cluster: ClusterRecord;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** As CreateService got it, to recognise the same call again. */
  readonly request: string;
  readonly deploymentController: CreateServiceRequest['deploymentController'];
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  desiredCount: number;
  revision: ServiceRevision;
  /** As the caller gave it; what it stands for is in the revision. */
  platformVersion: string;
  options: ServiceOptions;
  tags: Tag[];
  /** Newest first; the first one is PRIMARY. */
  deployments: DeploymentRecord[];
  /** What the circuit breaker goes back to. */
  lastCompleted: ServiceRevision | undefined;
  /** Newest first. */
  events: ServiceEvent[];
  /** Every task that is not STOPPED yet, or that is still to be deregistered. */
  readonly tasks: Set<TaskRecord>;
  readonly launches: LaunchRecord;
  /** What DescribeServices may still answer after an update. */
  stale: StaleService | undefined;
}

/** Tasks that stopped before they were RUNNING, in a row. */
export interface LaunchRecord {
  failures: number;
  /** No launch before this moment, in milliseconds since the epoch. */
  notBefore: number;
}

export interface DeploymentRecord {
  /** `ecs-svc/` and 19 digits. */
  readonly id: string;
  readonly revision: ServiceRevision;
  readonly createdAt: Date;
  updatedAt: Date;
  status: 'PRIMARY' | 'ACTIVE';
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  rolloutStateReason: string;
  failedTasks: number;
  /** What each container's image stood for when the first task pulled it, by the container's name. */
  readonly digests: Map<string, string>;
  /** Whether ECS made it to go back. */
  readonly isRollback: boolean;
  /** Whether its alarms count: not when one of them was in ALARM before it began. */
  readonly watchesAlarms: boolean;
  /** Until when its alarms are watched once all of its tasks are well, in milliseconds since the epoch. */
  bakesUntil: number | undefined;
}

export type TaskStatus =
  | 'PROVISIONING'
  | 'PENDING'
  | 'ACTIVATING'
  | 'RUNNING'
  | 'DEACTIVATING'
  | 'STOPPING'
  | 'DEPROVISIONING'
  | 'STOPPED';

export interface TaskRecord {
  readonly id: string;
  readonly arn: string;
  readonly place: Place;
  readonly cluster: ClusterRecord;
  readonly taskDefinition: TaskDefinitionRecord;
  /** The capacity provider that it got; undefined for one that came by launch type. */
  readonly provider: string | undefined;
  readonly platformVersion: string;
  readonly group: string;
  readonly startedBy: string | undefined;
  readonly enableExecuteCommand: boolean;
  readonly overrides: TaskOverride;
  readonly networkInterface: NetworkInterfaceRecord;
  readonly createdAt: Date;
  /** Before it, calls do not find the task; in milliseconds since the epoch. */
  readonly visibleFrom: number;
  /** Present on tasks that a service started. */
  readonly membership: ServiceMembership | undefined;
  readonly containers: readonly ContainerRecord[];
  lastStatus: TaskStatus;
  desiredStatus: 'RUNNING' | 'STOPPED';
  version: number;
  tags: Tag[];
  network: TaskNetwork | undefined;
  times: TaskTimes;
  stop: TaskStop | undefined;
}

export interface ServiceMembership {
  readonly service: ServiceRecord;
  readonly deployment: DeploymentRecord;
  /** Whether the load balancers know the task. */
  targets: 'none' | 'registered' | 'deregistered';
  /** Whether it has ever been well: healthy by the load balancer, or RUNNING where there is none. */
  wasHealthy: boolean;
  /** Whether the scheduler stopped it because it was unhealthy. */
  failedHealthCheck: boolean;
}

export interface TaskTimes {
  pullStartedAt?: Date;
  pullStoppedAt?: Date;
  startedAt?: Date;
  stoppingAt?: Date;
  executionStoppedAt?: Date;
  stoppedAt?: Date;
}

export interface TaskStop {
  readonly code: TaskStopCode;
  readonly reason: string;
}

export interface NetworkInterfaceRecord {
  readonly attachmentId: string;
  readonly interfaceId: string;
  readonly macAddress: string;
  readonly subnet: string;
  readonly securityGroups: readonly string[];
  readonly availabilityZone: string;
  status: 'PRECREATED' | 'ATTACHED' | 'DELETED';
}

export interface ContainerRecord {
  readonly arn: string;
  readonly name: string;
  readonly image: string;
  /** Of what was pulled by that name; undefined before, and where images are only played. */
  imageDigest: string | undefined;
  lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED';
  health: Health;
  running: RunningContainer | undefined;
  exitCode: number | undefined;
  reason: string | undefined;
}
