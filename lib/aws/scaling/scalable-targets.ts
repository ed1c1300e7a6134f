import type { ApplicationAutoScaling, ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import { collect } from '../pagination.ts';
import type { ServiceName } from '../services.ts';
import type { ScalingSettings } from './settings.ts';

export interface ScalingPorts {
  /** Loaded when it is needed. */
  readonly scaling: () => Promise<ApplicationAutoScaling>;
  readonly signal: AbortSignal;
}

/** The only thing of an ECS service that is scaled. */
const DIMENSION = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

/**
 * Reads the scalable targets of services in one call. What has just been written may not show for a moment.
 * @returns in the order of the services; undefined for one that has none
 */
export async function readScaling(
  { scaling, signal }: ScalingPorts,
  services: readonly ServiceName[],
): Promise<(ScalingSettings | undefined)[]> {
  const client = await scaling();
  const ids = services.map(resourceIdOf);
  const pages = client.paginateDescribeScalableTargets({ ...DIMENSION, ResourceIds: ids });
  const found = await collect(pages, ({ ScalableTargets }) => ScalableTargets, { signal });
  return ids.map((id) => {
    const target = found.find(({ ResourceId }) => ResourceId === id);
    return target && toSettings(target);
  });
}

/**
 * Writes minimum and suspension of a scalable target that there is; its maximum stays. AWS brings the desired count
 * within the bounds at once, also when they have not changed. The same again changes nothing.
 * @throws AWS's ValidationException when there is none: without a maximum none is made
 */
export async function writeScaling(
  { scaling, signal }: ScalingPorts,
  service: ServiceName,
  { minimum, suspended }: Omit<ScalingSettings, 'maximum'>,
): Promise<void> {
  const client = await scaling();
  await client.registerScalableTarget(
    {
      ...{ ...DIMENSION, ResourceId: resourceIdOf(service), MinCapacity: minimum },
      SuspendedState: {
        DynamicScalingInSuspended: suspended.scaleIn,
        DynamicScalingOutSuspended: suspended.scaleOut,
        ScheduledScalingSuspended: suspended.scheduled,
      },
    },
    { abortSignal: signal },
  );
}

/** Both parts may be given as names or as ARNs, which end with the name. */
function resourceIdOf({ cluster, service }: ServiceName): string {
  return `service/${cluster.split('/').at(-1)}/${service.split('/').at(-1)}`;
}

function toSettings({
  MinCapacity = 0,
  MaxCapacity = 0,
  SuspendedState = {},
}: ScalableTarget): ScalingSettings {
  return {
    minimum: MinCapacity,
    maximum: MaxCapacity,
    suspended: {
      scaleIn: SuspendedState.DynamicScalingInSuspended ?? false,
      scaleOut: SuspendedState.DynamicScalingOutSuspended ?? false,
      scheduled: SuspendedState.ScheduledScalingSuspended ?? false,
    },
  };
}
