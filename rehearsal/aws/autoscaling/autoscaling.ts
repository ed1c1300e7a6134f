import * as sdk from '@aws-sdk/client-application-auto-scaling';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Alarms } from '../cloudwatch/cloudwatch.ts';
import type { ScalableServices } from '../ecs/scalable-services.ts';
import { createClosableClock } from '../kernel/closable-clock.ts';
import type { Random } from '../kernel/random.ts';
import { defineService, type Service } from '../kernel/service.ts';
import { activityOperations } from './activities.ts';
import { actOnAlarm } from './policies/act.ts';
import { policyOperations } from './policies/policies.ts';
import type { ScalingPorts } from './ports.ts';
import { describeScalingState, type ScalingState } from './scaling-states.ts';
import { scheduledActionOperations } from './schedules/scheduled-actions.ts';
import { type AutoScalingSettings, DEFAULT_SETTINGS } from './settings.ts';
import { createRegions, type Region } from './state.ts';
import { tagOperations } from './tags.ts';
import { targetOperations } from './targets.ts';

export interface AutoScalingPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** Policies make alarms, and act when they ring. */
  readonly alarms: Alarms;
  /** The services of ECS, whose desired counts are changed. */
  readonly services: ScalableServices;
  readonly settings?: Partial<AutoScalingSettings>;
}

export interface AutoScaling {
  readonly service: Service;
  /** Every scalable target: for judges, who must not believe answers. */
  scalingStates(): readonly ScalingState[];
  /** Ends scheduled actions. */
  close(): void;
}

/** Application Auto Scaling of ECS services. Timers run for scheduled actions and for changes that are under way. */
export function createAutoScaling({ alarms, services, ...rest }: AutoScalingPorts): AutoScaling {
  const clock = createClosableClock(rest.clock);
  const regions: Region[] = [];
  const ports: ScalingPorts = {
    ...{ clock, alarms, services, regionOf: createRegions((region) => regions.push(region)) },
    random: rest.random.fork('autoscaling'),
    settings: { ...DEFAULT_SETTINGS, ...rest.settings },
  };
  alarms.handle({ prefix: 'arn:aws:autoscaling:', run: (action) => actOnAlarm(ports, action) });
  return {
    service: defineService(sdk, new sdk.ApplicationAutoScalingClient({ region: 'us-east-1' }), {
      ...targetOperations(ports),
      ...policyOperations(ports),
      ...scheduledActionOperations(ports),
      ...activityOperations(ports),
      ...tagOperations(ports),
    }),
    scalingStates: () => regions.flatMap(({ targets }) => [...targets.values()].map(describeScalingState)),
    close: () => clock.close(),
  };
}
