import type { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling';
import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { ECS } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SSM } from '@aws-sdk/client-ssm';
import type { Stopwatch } from '../../../lib/action/clock.ts';
import type { RunContext } from '../../../lib/action/context.ts';
import type { Random } from '../../../lib/action/random.ts';
import type { Owner } from '../../../lib/aws/record/lease-entry.ts';
import type { Session } from '../../../lib/aws/session.ts';
import type { Probe } from './gates/probe-gate.ts';
import type { Timeline } from './report/timeline.ts';

/** Everything outside the process that a run touches. */
export interface Surroundings extends RunContext {
  readonly ecs: ECS;
  readonly elbv2: ElasticLoadBalancingV2;
  readonly containerLogs: () => Promise<CloudWatchLogs>;
  /** With `keepServerDates`; loaded by what keeps a record alone. */
  readonly parameterStore: () => Promise<SSM>;
  /** With `keepServerDates`; loaded by what watches alarms and metrics alone. */
  readonly monitoring: () => Promise<CloudWatch>;
  /** Loaded when there is a platform to look at. */
  readonly scaling: () => Promise<ApplicationAutoScaling>;
  readonly stopwatch: Stopwatch;
  readonly random: Random;
  readonly probe: Probe;
  /** Hides a secret in the log, from here on. */
  readonly mask: (secret: string) => void;
  /** Who this run is, to other runs. */
  readonly owner: Owner;
  /** How long the credentials last. */
  readonly session: Pick<Session, 'ensureOutlasts' | 'refreshIfUnder'>;
  /** Keeps the evidence of a run as a file; gives its path. */
  readonly keepEvidence: (text: string) => Promise<string>;
}

/** The same, and where one run tells what happens in it. */
export interface Ports extends Surroundings {
  readonly timeline: Timeline;
}

/** The same ports for work that a cancelled job must still finish: weights back, standby parked. */
export function uncancelled<Cancellable extends Pick<Ports, 'signal'>>(ports: Cancellable): Cancellable {
  return { ...ports, signal: new AbortController().signal };
}
