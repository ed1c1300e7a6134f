import type { TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2';

/** A registered target as ECS registers it: an address of the VPC and a container port. */
export interface Target {
  readonly id: string;
  readonly port: number;
}

/** A target as a key: the same address may be registered with several ports. */
export function targetKey({ id, port }: Target): string {
  return `${id}:${port}`;
}

/** What ECS's own service-linked role does with target groups. ARNs carry account and region. */
export interface TargetGroups {
  /** Tells why ECS may not use the group (absent, or in no rule of a load balancer), or undefined. */
  refusalFor(targetGroupArn: string): 'not-found' | 'no-load-balancer' | undefined;
  register(targetGroupArn: string, target: Target): void;
  deregister(targetGroupArn: string, target: Target): void;
  /** Undefined when the target is not registered, or no longer. */
  healthOf(targetGroupArn: string, target: Target): TargetHealth | undefined;
  /** Milliseconds that a deregistered target still serves requests in flight. */
  deregistrationDelay(targetGroupArn: string): number;
  /** Calls back whenever a target's state changes; returns the function that ends this. */
  onHealthChange(listener: (targetGroupArn: string, target: Target) => void): () => void;
}
