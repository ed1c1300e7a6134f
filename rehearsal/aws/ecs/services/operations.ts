import type { DeleteServiceRequest, DescribeServicesRequest, ListServicesRequest } from '@aws-sdk/client-ecs';
import type { Operations } from '../../kernel/service.ts';
import { ecsArn, lastPart } from '../arns.ts';
import { findCluster } from '../clusters/clusters.ts';
import { invalidParameter } from '../errors.ts';
import { listPage } from '../pages.ts';
import { createService } from './create-service.ts';
import { findService, requireService } from './find.ts';
import type { ServicePorts } from './ports.ts';
import { renderService } from './render.ts';
import { describeService } from './stale-service.ts';
import { updateService } from './update-service.ts';

/** DescribeServices takes at most this many names. */
const DESCRIBE_LIMIT = 10;

export function serviceOperations(ports: ServicePorts): Operations {
  const { stateOf, scheduler } = ports;
  return {
    CreateService: (input, call) => ({ service: renderService(createService(ports, input, call), true) }),
    UpdateService: (input, call) => ({ service: renderService(updateService(ports, input, call), true) }),

    DescribeServices(input: DescribeServicesRequest, call) {
      const state = stateOf(call);
      const cluster = findCluster(state, input.cluster);
      const names = input.services ?? [];
      if (names.length === 0) throw invalidParameter('Services cannot be empty.');
      if (names.length > DESCRIBE_LIMIT) {
        throw invalidParameter(`Services must contain at most ${DESCRIBE_LIMIT} entries.`);
      }
      const found = names.flatMap((name) => findService(state, cluster, name) ?? []);
      const missing = names.filter((name) => !findService(state, cluster, name));
      return {
        services: found.map((service) =>
          describeService(service, input.include?.includes('TAGS') ?? false, ports),
        ),
        failures: missing.map((name) => ({
          arn: ecsArn(call, `service/${cluster.name}/${lastPart(name)}`),
          reason: 'MISSING',
        })),
      };
    },

    ListServices(input: ListServicesRequest, call) {
      const state = stateOf(call);
      const cluster = findCluster(state, input.cluster);
      const services = [...state.services.values()]
        .filter((service) => service.cluster === cluster && service.status !== 'INACTIVE')
        .filter(
          ({ revision: { capacity } }) =>
            !input.launchType || ('launchType' in capacity && capacity.launchType === input.launchType),
        )
        .filter(() => (input.schedulingStrategy ?? 'REPLICA') === 'REPLICA');
      const { items, ...page } = listPage(services, ({ arn }) => arn, input, { defaultLimit: 10 });
      return { serviceArns: items.map(({ arn }) => arn), ...page };
    },

    DeleteService(input: DeleteServiceRequest, call) {
      const state = stateOf(call);
      const service = requireService(state, findCluster(state, input.cluster), input.service);
      if (service.status === 'INACTIVE') return { service: renderService(service, true) };
      if (service.desiredCount > 0 && !input.force) {
        throw invalidParameter('The service cannot be stopped while it is scaled above 0.');
      }
      service.status = 'DRAINING';
      service.desiredCount = 0;
      scheduler.wake(state, service);
      return { service: renderService(service, true) };
    },
  };
}
