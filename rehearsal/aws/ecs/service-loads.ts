import type { RunningContainer } from '../runtime/runtime.ts';
import type { Place, TaskRecord } from './state.ts';

/** A running task of a service: what it may use, and what tells what it uses. */
export interface ServiceTask {
  readonly place: Place;
  readonly cluster: string;
  readonly service: string;
  /** 1,024 are one processor. */
  readonly cpuUnits: number;
  readonly memoryMebibytes: number;
  readonly containers: readonly RunningContainer[];
}

/** What CloudWatch asks of ECS for the utilization of services. */
export type ServiceLoads = () => readonly ServiceTask[];

export function createServiceLoads(tasks: { list(): readonly TaskRecord[] }): ServiceLoads {
  return () => tasks.list().flatMap((task) => describeTask(task) ?? []);
}

/** Undefined for a task that belongs to no service, or is not running. */
function describeTask({ membership, ...task }: TaskRecord): ServiceTask | undefined {
  if (!membership || task.lastStatus !== 'RUNNING') return undefined;
  const { cpu, memory } = task.taskDefinition.definition;
  return {
    place: task.place,
    cluster: task.cluster.name,
    service: membership.service.name,
    cpuUnits: Number(cpu),
    memoryMebibytes: Number(memory),
    containers: task.containers.flatMap(({ running, lastStatus }) =>
      running && lastStatus === 'RUNNING' ? [running] : [],
    ),
  };
}
