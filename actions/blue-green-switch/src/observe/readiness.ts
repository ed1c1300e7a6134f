import type { StoppedTask } from '../../../../lib/aws/diagnosis/evidence.ts';
import { explainStoppedTask } from '../../../../lib/aws/diagnosis/explain-stopped-task.ts';
import type { TargetHealth } from '../../../../lib/aws/load-balancer/target-health.ts';

/** What one reading of the standby showed, all of it taken within one poll. */
export interface StandbyReading {
  /** When the oldest part of the reading was asked for, milliseconds since the epoch. */
  readonly at: number;
  /** The service's deployments, PRIMARY among them. */
  readonly deployments: readonly DeploymentReading[];
  /** Addresses of the tasks that the wanted deployment runs. */
  readonly taskAddresses: readonly string[];
  /** Every target of the slot's group. */
  readonly targets: readonly TargetHealth[];
  /** Tasks of the wanted deployment that have stopped. */
  readonly stoppedTasks: readonly StoppedTask[];
  /** When ECS last found no room for a task of the service, in its words; milliseconds since the epoch. */
  readonly unplaced?: { readonly at: number; readonly message: string };
}

export interface DeploymentReading {
  readonly id: string;
  /** Milliseconds since the epoch, by ECS's clock. */
  readonly createdAt: number;
  readonly status: string;
  readonly taskDefinition: string;
  readonly rolloutState: string | undefined;
  readonly rolloutStateReason: string | undefined;
  readonly runningCount: number;
}

/** What the standby has to become. */
export interface Wanted {
  readonly deploymentId: string;
  /** When ECS made it, milliseconds since the epoch. */
  readonly deployedAt: number;
  /** ARN of the revision that carries the new image. */
  readonly taskDefinition: string;
  /** Tasks that the plan asks for; what scale-out adds to them is not waited for. */
  readonly tasks: number;
  /** Healthy targets of this revision without which no traffic goes there; at least 1. */
  readonly required: number;
}

export type Readiness =
  | { readonly kind: 'ready'; readonly healthy: number }
  | { readonly kind: 'waiting'; readonly healthy: number; readonly note: string }
  | { readonly kind: 'failed'; readonly cause: string };

/** Tasks stopped by their own fault (not by Spot, scaling, a person, the infrastructure) that end a release. */
const CRASH_LIMIT = 2;

/** Judges a reading: is the wanted revision, and nothing else, running, steady and healthy? */
export function judgeStandby(reading: StandbyReading, wanted: Wanted): Readiness {
  const primary = reading.deployments.find(({ status }) => status === 'PRIMARY');
  const healthy = countHealthy(reading);
  if (!primary) return { kind: 'waiting', healthy, note: 'no deployment yet' };
  // What DescribeServices answers right after UpdateService may be from before it.
  if (primary.createdAt < wanted.deployedAt) return { kind: 'waiting', healthy, note: 'no deployment yet' };
  if (primary.taskDefinition !== wanted.taskDefinition) {
    return {
      kind: 'failed',
      cause: `the service went back to ${primary.taskDefinition}${because(primary.rolloutStateReason)}`,
    };
  }
  if (primary.rolloutState === 'FAILED') {
    return { kind: 'failed', cause: `its deployment failed${because(primary.rolloutStateReason)}` };
  }
  const crashes = reading.stoppedTasks.map(explainStoppedTask).filter(({ isOwnFault }) => isOwnFault);
  if (crashes.length >= CRASH_LIMIT) {
    return { kind: 'failed', cause: `its tasks do not stay up${because(crashes[0]?.what)}` };
  }
  const note = whatIsMissing(reading, primary, wanted, healthy);
  return note === undefined ? { kind: 'ready', healthy } : { kind: 'waiting', healthy, note };
}

/** Healthy targets that are tasks of the wanted deployment; anything else in the group proves nothing. */
export function countHealthy(reading: Pick<StandbyReading, 'targets' | 'taskAddresses'>): number {
  const ours = new Set(reading.taskAddresses);
  return reading.targets.filter(({ id, state }) => state === 'healthy' && ours.has(id)).length;
}

function whatIsMissing(
  reading: StandbyReading,
  primary: DeploymentReading,
  wanted: Wanted,
  healthy: number,
): string | undefined {
  const { runningCount } = primary;
  if (reading.deployments.length > 1) return `${reading.deployments.length - 1} older deployment still there`;
  if (runningCount < wanted.tasks) return `${runningCount}/${wanted.tasks} tasks running`;
  if (healthy < wanted.required) return `${healthy}/${wanted.required} targets healthy`;
  if (primary.rolloutState !== 'COMPLETED') return 'rollout not completed';
  return undefined;
}

function because(reason: string | undefined): string {
  return reason === undefined ? '' : `: ${reason}`;
}
