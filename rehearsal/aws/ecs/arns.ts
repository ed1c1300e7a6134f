import { invalidParameter } from './errors.ts';
import type { ClusterRecord, Place } from './state.ts';

/** The ARN of something of ECS: `ecsArn(place, 'service/web/api')`. */
export function ecsArn({ account, region }: Place, resource: string): string {
  return `arn:aws:ecs:${region}:${account}:${resource}`;
}

/**
 * Tells whether the ARN is of another account or region, where this call does not look. Short names are of the caller's.
 * @param nameOrArn callers may give either, everywhere
 */
export function isElsewhere(nameOrArn: string, { account, region }: Place): boolean {
  const [arn, , , itsRegion, itsAccount] = nameOrArn.split(':');
  return arn === 'arn' && (itsRegion !== region || itsAccount !== account);
}

/** The name in a short name or an ARN: callers may give either, everywhere. */
export function lastPart(nameOrArn: string): string {
  return nameOrArn.split('/').at(-1) ?? nameOrArn;
}

/**
 * The name of a service or task of the cluster that a call is about.
 * @throws AwsError InvalidParameterException when the ARN is of another cluster
 */
export function nameIn(cluster: Pick<ClusterRecord, 'name'>, nameOrArn: string): string {
  const [, itsCluster, name] = nameOrArn.split('/');
  // ARNs of the old format, `service/name`, leave the cluster out.
  if (name !== undefined && itsCluster !== cluster.name) {
    throw invalidParameter(
      `Invalid identifier: Identifier is for ${itsCluster}. Your cluster is ${cluster.name}`,
    );
  }
  return lastPart(nameOrArn);
}
