import type { ServiceRecord, TaskRecord, TaskStatus } from './state.ts';

/** A service as it is, and not as an answer may show it: for judges. */
export interface ServiceState {
  readonly cluster: string;
  readonly service: string;
  readonly desiredCount: number;
  /** Its tasks that have not stopped. */
  readonly tasks: readonly TaskState[];
}

export interface TaskState {
  readonly arn: string;
  /** As a target group knows it; undefined before it has one. */
  readonly address: string | undefined;
  /** ARN of its revision. */
  readonly taskDefinition: string;
  /** Of its containers, by their names. */
  readonly images: Readonly<Record<string, string>>;
  readonly lastStatus: TaskStatus;
}

export function describeServiceState({ cluster, name, desiredCount, tasks }: ServiceRecord): ServiceState {
  return { cluster: cluster.name, service: name, desiredCount, tasks: [...tasks].map(describeTaskState) };
}

function describeTaskState({ arn, network, taskDefinition, containers, lastStatus }: TaskRecord): TaskState {
  return {
    ...{ arn, address: network?.address, taskDefinition: taskDefinition.arn, lastStatus },
    images: Object.fromEntries(containers.map(({ name, image }) => [name, image])),
  };
}
