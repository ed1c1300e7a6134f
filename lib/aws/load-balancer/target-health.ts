import type {
  TargetHealthDescription,
  TargetHealthStateEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LoadBalancerPorts } from './rules.ts';

/** A target of a target group as the load balancer sees it. */
export interface TargetHealth {
  /** Address or instance ID. */
  readonly id: string;
  readonly port: number;
  readonly state: TargetHealthStateEnum | 'unknown';
  /** `Target.ResponseCodeMismatch`; AWS gives none for healthy targets. */
  readonly reason?: string;
  readonly description?: string;
}

/** Every registered target, also those that drain. */
export async function readTargetHealth(
  { elbv2, signal }: LoadBalancerPorts,
  targetGroupArn: string,
): Promise<TargetHealth[]> {
  const { TargetHealthDescriptions = [] } = await elbv2.describeTargetHealth(
    { TargetGroupArn: targetGroupArn },
    { abortSignal: signal },
  );
  return TargetHealthDescriptions.map(toTargetHealth);
}

function toTargetHealth({ Target, TargetHealth: health }: TargetHealthDescription): TargetHealth {
  return {
    id: Target?.Id ?? '',
    port: Target?.Port ?? 0,
    state: health?.State ?? 'unknown',
    ...(health?.Reason ? { reason: health.Reason } : {}),
    ...(health?.Description ? { description: health.Description } : {}),
  };
}

/** Targets by state, most frequent first: `4 healthy, 1 initial (Elb.RegistrationInProgress)`. */
export function summariseTargets(targets: readonly TargetHealth[]): string {
  if (targets.length === 0) return 'no targets';
  const groups = Map.groupBy(targets, ({ state, reason }) => (reason ? `${state} (${reason})` : state));
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([state, { length }]) => `${length} ${state}`)
    .join(', ');
}
