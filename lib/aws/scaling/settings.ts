/** What Application Auto Scaling may do with the task count of a service: its scalable target. */
export interface ScalingSettings {
  /** Tasks. A desired count outside of minimum and maximum is brought inside whenever the target is written. */
  readonly minimum: number;
  readonly maximum: number;
  readonly suspended: Suspension;
}

/** What is suspended. Suspended actions are not made up for later. */
export interface Suspension {
  /** What policies take away. */
  readonly scaleIn: boolean;
  /** What policies add. */
  readonly scaleOut: boolean;
  /** What scheduled actions do, in both directions. */
  readonly scheduled: boolean;
}

export const ALL_SUSPENDED: Suspension = { scaleIn: true, scaleOut: true, scheduled: true };

export function isSameScaling(a: ScalingSettings, b: ScalingSettings): boolean {
  return (
    a.minimum === b.minimum && a.maximum === b.maximum && listSuspended(a).join() === listSuspended(b).join()
  );
}

/** `2 to 10 tasks`, `0 to 10 tasks, suspended`, `2 to 10 tasks, scale-in and scheduled scaling suspended`. */
export function describeScaling(settings: ScalingSettings): string {
  const bounds = `${settings.minimum} to ${settings.maximum} tasks`;
  const suspended = listSuspended(settings);
  if (suspended.length === 0) return bounds;
  if (suspended.length === 3) return `${bounds}, suspended`;
  return `${bounds}, ${suspended.join(' and ')} suspended`;
}

function listSuspended({ suspended: { scaleIn, scaleOut, scheduled } }: ScalingSettings): string[] {
  return [
    ...(scaleIn ? ['scale-in'] : []),
    ...(scaleOut ? ['scale-out'] : []),
    ...(scheduled ? ['scheduled scaling'] : []),
  ];
}
