import type { LaunchBackOff } from '../settings.ts';

/** After so many launches in a row that ended before RUNNING, ECS says that it cannot start tasks consistently. */
export const FAILURES_UNTIL_EVENT = 3;

/** Milliseconds between the last of so many failed launches in a row and the next launch. */
export function launchDelay(failures: number, { freeFailures, first, maximum }: LaunchBackOff): number {
  const waits = failures - freeFailures;
  return waits <= 0 ? 0 : Math.min(maximum, first * 2 ** (waits - 1));
}
