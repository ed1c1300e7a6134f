import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { ECS } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RunContext } from '../../../lib/action/context.ts';
import type { Random } from '../../../lib/action/random.ts';
import type { Session } from '../../../lib/aws/session.ts';
import type { Probe } from './gates/probe-gate.ts';

/** Everything outside the process that a switch touches. */
export interface Ports extends RunContext {
  readonly ecs: ECS;
  readonly elbv2: ElasticLoadBalancingV2;
  readonly logs: CloudWatchLogs;
  readonly random: Random;
  readonly probe: Probe;
  /** How long the credentials last. */
  readonly session: Pick<Session, 'ensureOutlasts' | 'refreshIfUnder'>;
}

/** The same ports for work that a cancelled job must still finish: weights back, standby parked. */
export function uncancelled(ports: Ports): Ports {
  return { ...ports, signal: new AbortController().signal };
}
