import type { PutScalingPolicyRequest } from '@aws-sdk/client-application-auto-scaling';
import { ALL_SUSPENDED, type ScalingSettings } from '../../../../lib/aws/scaling/settings.ts';
import { otherSlot, SLOTS, type SlotName } from '../../../../lib/aws/target.ts';
import { giveUp } from './give-up.ts';
import type { Platform } from './platform.ts';

const NAMESPACE = 'Shop';

/** Visitors of one task in ten seconds, over which tasks are added, and below which they are taken. */
const BUSY = 18;
const QUIET = 6;

/** Seconds; a metric of high resolution, so that scaling keeps up with runs that take a minute. */
const PERIOD = 10;

/** So many come each second where nothing is said. */
export const USUAL_VISITORS = 1;

/** Gives both slots scalable targets and policies: the one that serves scales, and the other is parked. */
export async function addScaling(platform: Platform, live: SlotName): Promise<void> {
  const { scaling } = platform.shape;
  if (!scaling) return;
  const { minimum, maximum, standbyMaximum } = scaling;
  const nothing = { scaleIn: false, scaleOut: false, scheduled: false };
  await register(platform, live, { minimum, maximum, suspended: nothing });
  const parked = { minimum: 0, maximum: standbyMaximum, suspended: ALL_SUSPENDED };
  await register(platform, otherSlot(live), parked);
  for (const slot of SLOTS) {
    await addPolicy(platform, slot, 'out');
    await addPolicy(platform, slot, 'in');
  }
}

function subjectOf({ target }: Platform, slot: SlotName) {
  const ResourceId = `service/${target.cluster}/${target.slots[slot].service}`;
  return { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount', ResourceId } as const;
}

async function register(
  platform: Platform,
  slot: SlotName,
  { minimum, maximum, suspended }: ScalingSettings,
): Promise<void> {
  await platform.ports.scalingClient.registerScalableTarget({
    ...{ ...subjectOf(platform, slot), MinCapacity: minimum, MaxCapacity: maximum },
    SuspendedState: {
      DynamicScalingInSuspended: suspended.scaleIn,
      DynamicScalingOutSuspended: suspended.scaleOut,
      ScheduledScalingSuspended: suspended.scheduled,
    },
  });
}

/** Twice as many tasks where each has too many visitors, and one less where each has few. */
async function addPolicy(platform: Platform, slot: SlotName, direction: 'out' | 'in'): Promise<void> {
  const { scalingClient, cloudwatch } = platform.ports;
  const isOut = direction === 'out';
  const bound = isOut ? 'MetricIntervalLowerBound' : 'MetricIntervalUpperBound';
  const request: PutScalingPolicyRequest = {
    ...{ ...subjectOf(platform, slot), PolicyName: direction, PolicyType: 'StepScaling' },
    StepScalingPolicyConfiguration: {
      AdjustmentType: isOut ? 'PercentChangeInCapacity' : 'ChangeInCapacity',
      StepAdjustments: [{ [bound]: 0, ScalingAdjustment: isOut ? 100 : -1 }],
      Cooldown: PERIOD,
    },
  };
  const { PolicyARN = '' } = await scalingClient.putScalingPolicy(request);
  await cloudwatch.putMetricAlarm({
    ...{ AlarmName: `${slot}-${direction}`, AlarmActions: [PolicyARN], ...metricOf(slot) },
    ...{ Statistic: 'Sum', Period: PERIOD, EvaluationPeriods: 1, TreatMissingData: 'missing' },
    ComparisonOperator: isOut ? 'GreaterThanThreshold' : 'LessThanThreshold',
    Threshold: isOut ? BUSY : QUIET,
  });
}

function metricOf(slot: SlotName) {
  return { Namespace: NAMESPACE, MetricName: 'Visitors', Dimensions: [{ Name: 'Slot', Value: slot }] };
}

/** Tells CloudWatch how many visitors each task has, where anything scales by that. */
export function createLoadMeter({ ports, shape, clock }: Platform) {
  const visitors = { blue: 0, green: 0 };
  let toldAt = clock.now();
  let telling: Promise<unknown> = Promise.resolve();

  function tell(): void {
    const MetricData = SLOTS.map((slot) => {
      const { MetricName, Dimensions } = metricOf(slot);
      return { MetricName, Dimensions, Value: visitors[slot], StorageResolution: 1 };
    });
    for (const slot of SLOTS) visitors[slot] = 0;
    toldAt = clock.now();
    telling = ports.cloudwatch.putMetricData({ Namespace: NAMESPACE, MetricData }).catch(giveUp);
  }

  return {
    /** A slot has had so many visitors, who were for so many tasks. */
    count(slot: SlotName, number: number, tasks: number): void {
      if (!shape.scaling) return;
      visitors[slot] += number / Math.max(1, tasks);
      if (clock.now() - toldAt >= PERIOD * 1_000) tell();
    },
    stop: async () => void (await telling),
  };
}
