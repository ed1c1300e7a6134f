import type { Clock } from '../../../lib/action/clock.ts';
import type { Alarms } from '../cloudwatch/cloudwatch.ts';
import type { ScalableServices } from '../ecs/scalable-services.ts';
import type { Random } from '../kernel/random.ts';
import type { AutoScalingSettings } from './settings.ts';
import type { Place, Region } from './state.ts';

/** What the operations of this service need of their surroundings. */
export interface ScalingPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: AutoScalingSettings;
  readonly alarms: Alarms;
  readonly services: ScalableServices;
  readonly regionOf: (place: Place) => Region;
}
