import type { Clock } from '../../../../lib/action/clock.ts';
import type { TargetGroups } from '../../elbv2/target-groups.ts';
import type { Random } from '../../kernel/random.ts';
import type { AlarmStates } from '../alarm-states.ts';
import type { EcsSettings } from '../settings.ts';
import type { DeploymentRecord, EcsState, Place, ServiceRecord, TaskRecord } from '../state.ts';
import type { TaskRoles } from '../task-roles.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { addEvent } from './events.ts';

export interface SchedulerPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: EcsSettings;
  readonly targetGroups: TargetGroups;
  readonly alarms: AlarmStates | undefined;
  readonly tasks: TaskStore;
  readonly roles: TaskRoles;
  /** Why no task can be placed there now, in Fargate's words; undefined while there is capacity. */
  readonly placementRefusal: (place: Place) => string | undefined;
}

/** One turn of a service's scheduler, as its steps share it. */
export interface Turn {
  readonly ports: SchedulerPorts;
  readonly state: EcsState;
  readonly service: ServiceRecord;
  readonly at: Date;
  /** Adds a service event. */
  report(message: string, taskSet?: string): void;
}

export function createTurn(ports: SchedulerPorts, state: EcsState, service: ServiceRecord): Turn {
  const at = new Date(ports.clock.now());
  const { random } = ports;
  return {
    ports,
    state,
    service,
    at,
    report: (message, taskSet) =>
      addEvent(service, message, { at, random, ...(taskSet === undefined ? {} : { taskSet }) }),
  };
}

export function primaryOf({ deployments }: ServiceRecord): DeploymentRecord | undefined {
  return deployments[0];
}

/** The load balancer's targets of a task: one for each target group of its deployment. */
export function targetsOf({ membership, network }: TaskRecord) {
  const loadBalancers = membership?.deployment.revision.loadBalancers ?? [];
  return loadBalancers.map(({ targetGroupArn = '', containerPort = 0 }) => ({
    group: targetGroupArn,
    target: { id: network?.address ?? '', port: containerPort },
  }));
}
