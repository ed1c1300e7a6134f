/** What AWS's documentation leaves open. Times in milliseconds. */
export interface AutoScalingSettings {
  /**
   * What counts as the capacity of a service that deploys: its desired count, or the tasks of all of its deployments
   * together (containers-roadmap #525).
   */
  readonly capacityWhileDeploying: 'desired' | 'all-deployments';
  /** For so long after RegisterScalableTarget another one for the same target is refused. */
  readonly pendingUpdate: number;
  /** How often a change is looked after until the service has as many running tasks as it should. */
  readonly fulfilmentInterval: number;
  /** After so long, a change that did not come true is given up as Unfulfilled. */
  readonly fulfilmentTimeout: number;
}

export const DEFAULT_SETTINGS: AutoScalingSettings = {
  capacityWhileDeploying: 'desired',
  pendingUpdate: 0,
  fulfilmentInterval: 10_000,
  fulfilmentTimeout: 30 * 60_000,
};
