import type { Service } from '@aws-sdk/client-ecs';
import { ActionFailure, InputError } from '../../../../lib/action/errors.ts';
import type { PlannedScaling, ScaledSides } from './scaling.ts';

/** How small and how large the standby may be, in tasks. */
export interface SizeBounds {
  readonly minimum: number;
  readonly maximum: number;
}

/** The minimum of the live slot, which the standby takes over, and the standby's own maximum. */
export function boundsOfStandby(
  scaling: PlannedScaling,
  { live, standby }: Pick<ScaledSides, 'live' | 'standby'>,
): SizeBounds {
  return {
    minimum: Math.max(scaling[live]?.found.minimum ?? 0, scaling[standby]?.after.minimum ?? 0),
    maximum: scaling[standby]?.found.maximum ?? Number.POSITIVE_INFINITY,
  };
}

/** As many tasks as the live slot has, however it got them, within the bounds. */
export function sizeOfStandby(
  { desiredCount = 0, runningCount = 0 }: Pick<Service, 'desiredCount' | 'runningCount'>,
  { minimum, maximum }: SizeBounds,
): number {
  return Math.min(Math.max(desiredCount, runningCount, minimum), maximum);
}

/** What the size of the standby is fixed by. */
export interface SizeRequest {
  readonly live: Service;
  /** Name of the standby's service. */
  readonly service: string;
  /** Input "desired-count". */
  readonly asked: number | undefined;
  readonly bounds: SizeBounds;
}

/**
 * Fixes how many tasks the standby gets: as many as serve now, and never fewer than asked for.
 * @throws ActionFailure when nothing says how many, or when it may have none; InputError when it may not have as many
 *   as are asked for
 */
export function planSize({ live, service, asked, bounds }: SizeRequest): number {
  const { maximum } = bounds;
  if (maximum === 0) {
    throw new ActionFailure({
      cause: `The scalable target of ${service} has the maximum 0, so the standby can run no tasks.`,
      advice: 'Give it the maximum that the slot is to have once it serves.',
    });
  }
  if (asked !== undefined && asked > maximum) {
    throw new InputError({
      cause: `Input "desired-count" is ${asked}, and the scalable target of ${service} has the maximum ${maximum}: AWS would end the tasks above it.`,
      advice: `Set "desired-count" to ${maximum} at most, or raise the maximum of both slots.`,
    });
  }
  const size = Math.max(sizeOfStandby(live, bounds), asked ?? 0);
  if (size > 0) return size;
  throw new ActionFailure({
    cause: `The live service ${live.serviceName} runs no tasks, so nothing says how many the release needs.`,
    advice: 'Set the input "desired-count".',
  });
}
