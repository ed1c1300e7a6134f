import type { Scheduler } from './services/scheduler.ts';
import type { EcsState, Place, ServiceRecord } from './state.ts';

/** What Application Auto Scaling does with services, as a service of AWS: by its own role, without calls of the API. */
export interface ScalableServices {
  /** Undefined when there is no such service, or no longer. */
  find(place: Place, cluster: string, service: string): ScalableService | undefined;
}

export interface ScalableService {
  readonly desiredCount: number;
  readonly runningCount: number;
  /** Whether a deployment is in progress. */
  readonly isDeploying: boolean;
  /** Tasks of all deployments that are meant to run. */
  readonly taskCount: number;
  setDesiredCount(count: number): void;
}

export function createScalableServices(
  stateOf: (place: Place) => EcsState,
  scheduler: Scheduler,
): ScalableServices {
  return {
    find(place, cluster, name) {
      const state = stateOf(place);
      const service = [...state.services.values()].find(
        (candidate) => candidate.cluster.name === cluster && candidate.name === name,
      );
      if (service?.status !== 'ACTIVE') return undefined;
      return {
        ...describe(service),
        setDesiredCount(count) {
          service.desiredCount = count;
          scheduler.wake(state, service);
        },
      };
    },
  };
}

function describe(service: ServiceRecord) {
  const tasks = [...service.tasks].filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
  return {
    desiredCount: service.desiredCount,
    runningCount: tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length,
    isDeploying: service.deployments[0]?.rolloutState === 'IN_PROGRESS',
    taskCount: tasks.length,
  };
}
