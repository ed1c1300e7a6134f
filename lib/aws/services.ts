import type { ECS, Service } from '@aws-sdk/client-ecs';
import { ActionFailure } from '../action/errors.ts';
import { nearest } from '../action/nearest.ts';
import { collect } from './pagination.ts';

export interface EcsPorts {
  readonly ecs: ECS;
  readonly signal: AbortSignal;
}

/** What names a service. */
export interface ServiceName {
  /** Name or ARN. */
  readonly cluster: string;
  readonly service: string;
}

/**
 * Reads a service.
 * @throws ActionFailure when the cluster has no such service, or had it once; AWS's error when there is no such cluster
 */
export async function readService(ports: EcsPorts, { cluster, service }: ServiceName): Promise<Service> {
  const { services = [] } = await ports.ecs.describeServices(
    { cluster, services: [service], include: ['TAGS'] },
    { abortSignal: ports.signal },
  );
  const [found] = services;
  // DRAINING and INACTIVE: deleted, with and without tasks left.
  if (found?.status === 'ACTIVE') return found;
  throw await missingService(ports, { cluster, service }, found !== undefined);
}

/** Enough to recognise a slip of the pen in a cluster of any size. */
const NAMES_SHOWN = 20;

async function missingService(
  { ecs, signal }: EcsPorts,
  { cluster, service }: ServiceName,
  isDeleted: boolean,
): Promise<ActionFailure> {
  const arns = await collect(ecs.paginateListServices({ cluster }), (page) => page.serviceArns, {
    signal,
    limit: NAMES_SHOWN,
  });
  const names = arns.map((arn) => arn.split('/').at(-1) ?? arn);
  const meant = nearest(service, names);
  const what = isDeleted ? 'has been deleted from' : 'does not exist in';
  return new ActionFailure({
    cause: `Service "${service}" ${what} cluster "${cluster}" (${await ecs.config.region()}).${meant ? ` Did you mean "${meant}"?` : ''}`,
    advice: names.length > 0 ? `The cluster has: ${names.join(', ')}.` : 'The cluster has no services.',
  });
}
