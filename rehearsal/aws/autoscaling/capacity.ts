import type { NotScaledReason } from '@aws-sdk/client-application-auto-scaling';
import type { ScalableService } from '../ecs/scalable-services.ts';
import { addActivity } from './activities.ts';
import type { ScalingPorts } from './ports.ts';
import type { ActivityRecord, Region, ScalableTargetRecord } from './state.ts';

export function serviceOf(
  { services }: Pick<ScalingPorts, 'services'>,
  { place }: Region,
  { cluster, service }: ScalableTargetRecord,
): ScalableService | undefined {
  return services.find(place, cluster, service);
}

/** Changes a service's desired count, and follows the change until it has come true. */
export function setCapacity(
  ports: ScalingPorts,
  region: Region,
  target: ScalableTargetRecord,
  {
    service,
    wanted,
    cause,
  }: { readonly service: ScalableService; readonly wanted: number; readonly cause: string },
): ActivityRecord {
  service.setDesiredCount(wanted);
  const activity = addActivity(ports, region, target, {
    Description: `Setting desired count to ${wanted}.`,
    Cause: cause,
    StatusCode: 'InProgress',
    StatusMessage: `Successfully set desired count to ${wanted}. Waiting for change to be fulfilled by ecs.`,
  });
  follow(ports, region, target, activity, wanted);
  return activity;
}

function follow(
  ports: ScalingPorts,
  region: Region,
  target: ScalableTargetRecord,
  activity: ActivityRecord,
  wanted: number,
): void {
  const { clock, settings } = ports;
  clock.after(settings.fulfilmentInterval, () => {
    const service = serviceOf(ports, region, target);
    const end = (status: ActivityRecord['StatusCode'], message: string) => {
      activity.StatusCode = status;
      activity.StatusMessage = `Successfully set desired count to ${wanted}. ${message}`;
      activity.EndTime = new Date(clock.now());
    };
    if (!service || service.desiredCount !== wanted) {
      end('Overridden', 'Change overridden by a later one.');
    } else if (service.runningCount === wanted) {
      end('Successful', 'Change successfully fulfilled by ecs.');
    } else if (clock.now() - activity.StartTime.getTime() >= settings.fulfilmentTimeout) {
      end('Unfulfilled', 'Change not fulfilled by ecs.');
    } else {
      follow(ports, region, target, activity, wanted);
    }
  });
}

/** Notes that an alarm asked for a change that could not be; only who asks for such activities sees them. */
export function noteNotScaled(
  ports: ScalingPorts,
  region: Region,
  target: ScalableTargetRecord,
  cause: string,
  reason: NotScaledReason,
): void {
  addActivity(ports, region, target, {
    ...{ Description: 'Attempting to scale due to alarm triggered', Cause: cause, StatusCode: 'Failed' },
    NotScaledReasons: [reason],
  });
}

/** Brings the desired count within minimum and maximum, whichever side it is on. */
export function bringWithinBounds(ports: ScalingPorts, region: Region, target: ScalableTargetRecord): void {
  const service = serviceOf(ports, region, target);
  if (!service) return;
  const { min, max } = target;
  if (service.desiredCount < min) {
    setCapacity(ports, region, target, { service, wanted: min, cause: `minimum capacity was set to ${min}` });
  } else if (service.desiredCount > max) {
    setCapacity(ports, region, target, { service, wanted: max, cause: `maximum capacity was set to ${max}` });
  }
}
