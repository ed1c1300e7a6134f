import type { Clock } from '../../../../lib/action/clock.ts';
import type { Vpcs } from '../../ec2/vpcs.ts';
import type { TargetGroups } from '../../elbv2/target-groups.ts';
import type { Random } from '../../kernel/random.ts';
import type { AlarmStates } from '../alarm-states.ts';
import type { EcsSettings } from '../settings.ts';
import type { EcsState, Place } from '../state.ts';
import type { Scheduler } from './scheduler.ts';

/** What the operations on services need of their surroundings. */
export interface ServicePorts {
  readonly stateOf: (place: Place) => EcsState;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: EcsSettings;
  readonly targetGroups: TargetGroups;
  /** Without it deployments with alarms are refused. */
  readonly alarms: AlarmStates | undefined;
  readonly scheduler: Scheduler;
  readonly vpcs: Vpcs;
}
