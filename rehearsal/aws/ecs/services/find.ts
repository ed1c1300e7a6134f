import { isElsewhere, nameIn } from '../arns.ts';
import { serviceNotFound } from '../errors.ts';
import type { ClusterRecord, EcsState, ServiceRecord } from '../state.ts';

/**
 * The service of that name or ARN in the cluster, also when it has been deleted.
 * @throws AwsError InvalidParameterException when the ARN is of another cluster
 */
export function findService(
  state: EcsState,
  cluster: ClusterRecord,
  nameOrArn: string,
): ServiceRecord | undefined {
  const name = nameIn(cluster, nameOrArn);
  if (isElsewhere(nameOrArn, state.place)) return undefined;
  return [...state.services.values()].find((service) => service.cluster === cluster && service.name === name);
}

/** @throws AwsError ServiceNotFoundException when there is none */
export function requireService(
  state: EcsState,
  cluster: ClusterRecord,
  nameOrArn: string | undefined,
): ServiceRecord {
  const service = findService(state, cluster, nameOrArn ?? '');
  if (!service) throw serviceNotFound();
  return service;
}
