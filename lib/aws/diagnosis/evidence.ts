import type { TargetHealth } from '../load-balancer/target-health.ts';

/** What AWS shows of a service that does not get healthy, taken at once: stopped tasks are forgotten in about an hour. */
export interface Evidence {
  readonly cluster: string;
  readonly service: string;
  readonly deployment?: DeploymentEvidence;
  /** Newest first. */
  readonly events: readonly { readonly at: Date; readonly message: string }[];
  /** Of the deployment, newest first. */
  readonly stoppedTasks: readonly StoppedTask[];
  /** All targets of the service's group. */
  readonly targets: readonly TargetHealth[];
  /** The end of the log of the container that tells most. */
  readonly log?: LogTail;
  /** What could not be read, and why: no reading is passed over in silence. */
  readonly gaps: readonly string[];
}

export interface DeploymentEvidence {
  readonly id: string;
  readonly taskDefinition: string;
  readonly rolloutState?: string;
  readonly rolloutStateReason?: string;
  readonly desiredCount: number;
  readonly runningCount: number;
}

export interface StoppedTask {
  readonly id: string;
  readonly stoppedAt?: Date;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly containers: readonly StoppedContainer[];
}

export interface StoppedContainer {
  readonly name: string;
  /** Absent when it never ran, and sometimes when its machine was lost. */
  readonly exitCode?: number;
  readonly reason?: string;
}

export interface LogTail {
  readonly group: string;
  readonly stream: string;
  readonly container: string;
  /** Oldest first. */
  readonly lines: readonly string[];
}
