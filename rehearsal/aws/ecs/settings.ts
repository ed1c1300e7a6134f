import type { Random } from '../kernel/random.ts';

/** How fast ECS does things, in milliseconds, and what AWS's documentation leaves open. */
export interface EcsSettings {
  /** A service's scheduler acts at moments this far apart. Seen on Fargate: about 10 s. */
  readonly schedulerInterval: number;
  /** PROVISIONING: until the network interface is attached. */
  readonly provisioning: number;
  /** PENDING: what getting ready costs beside the runtime's own pull and start. */
  readonly starting: number;
  /** ACTIVATING: from the registration with the load balancer to RUNNING. */
  readonly activating: number;
  /** DEPROVISIONING: from the last container's end to STOPPED. */
  readonly deprovisioning: number;
  /** Share by which each of these times may be longer, drawn at random. */
  readonly jitter: number;
  /** RUNNING counts as healthy after this time where no load balancer tells (documented with `minimumHealthyPercent`). */
  readonly healthyAfterRunning: number;
  /** From SIGTERM to SIGKILL where a container has no `stopTimeout`. */
  readonly stopTimeout: number;
  /** How long a container waits for one that it depends on and that has no `startTimeout`. */
  readonly startTimeout: number;
  /** A stopped task can be described for this long; AWS says "at least one hour". */
  readonly stoppedTasksKept: number;
  /** How launches slow down while tasks stop before they were RUNNING; only the maximum of 27 minutes is documented. */
  readonly launchBackOff: LaunchBackOff;
  /**
   * Whether an exit after RUNNING counts as a failed task of a deployment whose service has no health check.
   * It does not by what users report (containers-roadmap #1206).
   */
  readonly countsExitsWithoutHealthCheck: boolean;
  /** A deployment with alarms asks for them at moments this far apart. */
  readonly alarmInterval: number;
  /** How long a deployment with alarms stays IN_PROGRESS after it has come to its end; AWS computes it from the alarms. */
  readonly alarmBake: number;
  /** A deregistered task definition can still be used for so long; AWS says up to ten minutes. */
  readonly inactiveUsable: number;
  /** For so long after an update DescribeServices may answer as before it; which calls do is drawn at random. */
  readonly staleServices: number;
  /** For up to so long after RunTask, drawn at random, its tasks are MISSING. */
  readonly tasksAppearWithin: number;
  /** Whether a deployment at desired count 0 completes at once, or only when tasks of it are well. */
  readonly completesWithoutTasks: boolean;
}

export interface LaunchBackOff {
  /** So many failures in a row are followed by the next launch at once. */
  readonly freeFailures: number;
  /** The first wait; each further failure doubles it. */
  readonly first: number;
  readonly maximum: number;
}

/** As on Fargate: some 40 s from a task's start to RUNNING. */
export const FARGATE_SETTINGS: EcsSettings = {
  schedulerInterval: 10_000,
  provisioning: 12_000,
  starting: 12_000,
  activating: 1_000,
  deprovisioning: 10_000,
  jitter: 0.25,
  healthyAfterRunning: 40_000,
  stopTimeout: 30_000,
  startTimeout: 180_000,
  stoppedTasksKept: 3_600_000,
  launchBackOff: { freeFailures: 1, first: 120_000, maximum: 27 * 60_000 },
  countsExitsWithoutHealthCheck: false,
  alarmInterval: 30_000,
  alarmBake: 300_000,
  inactiveUsable: 0,
  staleServices: 0,
  tasksAppearWithin: 0,
  completesWithoutTasks: true,
};

/** For a rehearsal under a person's eyes: the same order of things, in seconds. */
export const QUICK_SETTINGS: EcsSettings = {
  ...FARGATE_SETTINGS,
  schedulerInterval: 250,
  provisioning: 200,
  starting: 100,
  activating: 50,
  deprovisioning: 200,
  healthyAfterRunning: 1_000,
  alarmInterval: 1_000,
  alarmBake: 10_000,
  launchBackOff: { freeFailures: 1, first: 2_000, maximum: 60_000 },
};

/** A time of the settings as one task sees it. */
export function drawTime(settings: EcsSettings, random: Random, milliseconds: number): number {
  return Math.round(milliseconds * (1 + settings.jitter * random.next()));
}
