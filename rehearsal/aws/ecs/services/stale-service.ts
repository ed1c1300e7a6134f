import type { Service } from '@aws-sdk/client-ecs';
import type { ServiceRecord } from '../state.ts';
import type { ServicePorts } from './ports.ts';
import { renderService } from './render.ts';

/** What DescribeServices may still answer after an update. */
export interface StaleService {
  readonly answer: Service;
  /** In milliseconds since the epoch. */
  readonly until: number;
}

type Ports = Pick<ServicePorts, 'clock' | 'random' | 'settings'>;

/** To be called before an update changes the service. */
export function keepAsBefore(service: ServiceRecord, { clock, settings }: Ports): void {
  if (settings.staleServices === 0) return;
  service.stale = { answer: renderService(service, true), until: clock.now() + settings.staleServices };
}

/** The service as one call of DescribeServices sees it: as it is, or for a while after an update as it was. */
export function describeService(
  service: ServiceRecord,
  includesTags: boolean,
  { clock, random }: Ports,
): Service {
  const { stale } = service;
  if (!stale || clock.now() >= stale.until || random.below(2) === 0) {
    return renderService(service, includesTags);
  }
  const { tags, ...answer } = stale.answer;
  return includesTags ? { ...answer, ...(tags ? { tags } : {}) } : answer;
}
