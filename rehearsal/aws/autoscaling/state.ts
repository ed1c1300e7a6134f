import type {
  ScalingActivity,
  ScheduledAction,
  StepScalingPolicyConfiguration,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { type Call, perRegion } from '../kernel/call.ts';
import type { Schedule } from './schedules/schedule.ts';

export type Place = Pick<Call, 'account' | 'region'>;

/** Everything that one account has in one region. */
export interface Region {
  readonly place: Place;
  /** By resource id. */
  readonly targets: Map<string, ScalableTargetRecord>;
  /** Newest last; they outlive their targets. */
  activities: ActivityRecord[];
}

export interface ScalableTargetRecord {
  readonly arn: string;
  /** `service/<cluster>/<name>` */
  readonly resourceId: string;
  readonly cluster: string;
  readonly service: string;
  readonly createdAt: Date;
  readonly tags: Map<string, string>;
  /** When it was written last, milliseconds since the epoch. */
  writtenAt: number;
  min: number;
  max: number;
  suspended: Suspension;
  readonly policies: Map<string, PolicyRecord>;
  readonly actions: Map<string, ScheduledActionRecord>;
  /** The last changes by policies, for their cooldowns. */
  lastOut: PastChange | undefined;
  lastIn: PastChange | undefined;
}

export interface Suspension {
  readonly DynamicScalingInSuspended: boolean;
  readonly DynamicScalingOutSuspended: boolean;
  readonly ScheduledScalingSuspended: boolean;
}

export interface PastChange {
  readonly activity: ActivityRecord;
  /** Capacity before it. */
  readonly from: number;
}

export interface ActivityRecord extends ScalingActivity {
  readonly ActivityId: string;
  readonly order: number;
  readonly StartTime: Date;
  EndTime?: Date;
  StatusCode: NonNullable<ScalingActivity['StatusCode']>;
  StatusMessage?: string;
}

/** An alarm as policies show it. */
export interface NamedAlarm {
  readonly AlarmName: string;
  readonly AlarmARN: string;
}

export type PolicyRecord = {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
} & (
  | {
      readonly type: 'TargetTrackingScaling';
      readonly tracking: TargetTrackingScalingPolicyConfiguration;
      readonly alarms: { readonly high: NamedAlarm; readonly low: NamedAlarm };
    }
  | { readonly type: 'StepScaling'; readonly step: StepScalingPolicyConfiguration }
);

export interface ScheduledActionRecord {
  readonly shown: ScheduledAction & { readonly ScheduledActionName: string };
  readonly schedule: Schedule;
  /** Calls off what is planned. */
  cancel: () => void;
}

/** All accounts and regions: found by whoever calls. */
export function createRegions(onCreate: (region: Region) => void): (place: Place) => Region {
  return perRegion((place) => {
    const region: Region = {
      place: { account: place.account, region: place.region },
      targets: new Map(),
      activities: [],
    };
    onCreate(region);
    return region;
  });
}
