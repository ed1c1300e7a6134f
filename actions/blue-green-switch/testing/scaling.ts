import type {
  PutScheduledActionRequest,
  RegisterScalableTargetRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { UpdateServiceRequest } from '@aws-sdk/client-ecs';
import { sleep } from '../../../lib/action/clock.ts';
import { readScaling } from '../../../lib/aws/scaling/scalable-targets.ts';
import { ALL_SUSPENDED, type ScalingSettings } from '../../../lib/aws/scaling/settings.ts';
import type { SlotName } from '../../../lib/aws/target.ts';
import type { createWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const NOTHING_SUSPENDED = { scaleIn: false, scaleOut: false, scheduled: false };

/** Of a slot that serves. */
export const SERVING: ScalingSettings = { minimum: 2, maximum: 6, suspended: NOTHING_SUSPENDED };

/** Of a slot that a release has parked. */
export const PARKED: ScalingSettings = { minimum: 0, maximum: 6, suspended: ALL_SUSPENDED };

function subjectOf({ infrastructure }: World, slot: SlotName) {
  const { cluster, slots } = infrastructure.target;
  const ResourceId = `service/${cluster}/${slots[slot].service}`;
  return { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount', ResourceId } as const;
}

/** Gives a slot's service a scalable target, or changes it, as infrastructure code would. */
export async function register(
  world: World,
  slot: SlotName,
  { minimum, maximum, suspended }: ScalingSettings,
): Promise<void> {
  const request: RegisterScalableTargetRequest = {
    ...{ ...subjectOf(world, slot), MinCapacity: minimum, MaxCapacity: maximum },
    SuspendedState: {
      DynamicScalingInSuspended: suspended.scaleIn,
      DynamicScalingOutSuspended: suspended.scaleOut,
      ScheduledScalingSuspended: suspended.scheduled,
    },
  };
  await world.ports.scalingClient.registerScalableTarget(request);
}

/** Both slots scale between 2 and 6 tasks: green serves, and blue is as an earlier release has parked it. */
export async function addScaling(
  world: World,
  {
    green = SERVING,
    blue = PARKED,
  }: { readonly green?: ScalingSettings; readonly blue?: ScalingSettings } = {},
): Promise<void> {
  await world.clock.run(register(world, 'green', green));
  await world.clock.run(register(world, 'blue', blue));
}

/** Takes the scalable target away. */
export async function deregister(world: World, slot: SlotName): Promise<void> {
  await world.ports.scalingClient.deregisterScalableTarget(subjectOf(world, slot));
}

/** Holds the metric `Load` of a slot at 50 by policy, which takes tasks away as soon as its alarm rings. */
export async function track(world: World, slot: SlotName, ScaleOutCooldown = 300): Promise<void> {
  await world.ports.scalingClient.putScalingPolicy({
    ...{ ...subjectOf(world, slot), PolicyName: 'load', PolicyType: 'TargetTrackingScaling' },
    TargetTrackingScalingPolicyConfiguration: {
      ...{ TargetValue: 50, ScaleInCooldown: 0, ScaleOutCooldown },
      CustomizedMetricSpecification: {
        ...{ Namespace: 'Shop', MetricName: 'Load', Statistic: 'Average' },
        Dimensions: [{ Name: 'Slot', Value: slot }],
      },
    },
  });
}

/** The metric of a slot has this value for so long. */
export async function load(world: World, slot: SlotName, Value: number, seconds: number): Promise<void> {
  const Dimensions = [{ Name: 'Slot', Value: slot }];
  for (let second = 0; second < seconds; second += 30) {
    const MetricData = [{ MetricName: 'Load', Value, Dimensions }];
    await world.ports.cloudwatch.putMetricData({ Namespace: 'Shop', MetricData });
    await sleep(world.clock, 30_000);
  }
}

/** Every minute from now on a schedule gives the slot these bounds. */
export async function schedule(
  world: World,
  slot: SlotName,
  ScalableTargetAction: NonNullable<PutScheduledActionRequest['ScalableTargetAction']>,
): Promise<void> {
  await world.ports.scalingClient.putScheduledAction({
    ...{ ...subjectOf(world, slot), ScheduledActionName: 'minutely', Schedule: 'rate(1 minute)' },
    ScalableTargetAction,
  });
}

/** What AWS has now. */
export async function settingsOf(world: World) {
  const { cluster, slots } = world.infrastructure.target;
  const [blue, green] = await readScaling(world.ports, [
    { cluster, ...slots.blue },
    { cluster, ...slots.green },
  ]);
  return { blue, green };
}

/** Desired counts; for use while something else runs the clock. */
export async function countsOf({ infrastructure, ports }: World) {
  const { cluster, slots } = infrastructure.target;
  const { services = [] } = await ports.ecs.describeServices({
    ...{ cluster, services: [slots.blue.service, slots.green.service] },
  });
  const countOf = (slot: SlotName) =>
    services.find(({ serviceName }) => serviceName === slots[slot].service)?.desiredCount ?? -1;
  return { blue: countOf('blue'), green: countOf('green') };
}

/**
 * Everything that has changed the platform since, in order: weights, tasks of a slot, and its minimum with scale-in,
 * scale-out and scheduled scaling, of which `-` is suspended.
 */
export function changesOf(world: World, mark: number): string[] {
  const { slots } = world.infrastructure.target;
  return world.aws.journal.slice(mark).flatMap(({ call, input, error }) => {
    if (error) return [];
    const slot = JSON.stringify(input).includes(slots.blue.service) ? 'blue' : 'green';
    switch (call.operation) {
      case 'ModifyListener':
        return ['weights'];
      case 'UpdateService':
        return [`${slot} tasks ${(input as UpdateServiceRequest).desiredCount}`];
      case 'RegisterScalableTarget': {
        const { MinCapacity, SuspendedState = {} } = input as RegisterScalableTargetRequest;
        const flags = Object.values(SuspendedState).map((isSuspended) => (isSuspended ? '-' : '+'));
        return [`${slot} scaling ${MinCapacity} ${flags.join('')}`];
      }
      default:
        return [];
    }
  });
}
