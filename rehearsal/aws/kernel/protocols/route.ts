import { decompress } from '../content-encoding.ts';
import type { AwsError } from '../errors.ts';
import type { ApiRequest } from '../http.ts';
import type { ProtocolName } from '../model.ts';
import type { Service } from '../service.ts';
import { createCborProtocol, isCbor, readCborPath } from './cbor.ts';
import { createEc2Protocol } from './ec2.ts';
import { readForm } from './form.ts';
import { createJsonProtocol, jsonVersionOf } from './json.ts';
import type { Protocol } from './protocol.ts';
import { createQueryProtocol } from './query.ts';

/** Which operation a request asks for, and in which protocol. */
export interface Route {
  /** Absent when the embedded AWS has no such service. */
  readonly service: Service | undefined;
  /** As the request names it; the service need not have it. Empty when it names none. */
  readonly operation: string;
  readonly protocol: Protocol;
  /** Why the request's body could not be read at all. */
  readonly refusal?: AwsError;
}

/** Finds service and operation by what the request's protocol names them with; one service may be reached by several. */
export function findRoute(services: readonly Service[], sent: ApiRequest): Route {
  const { request, refusal } = decompress(sent);
  const route = findPlainRoute(services, request);
  return refusal ? { ...route, refusal } : route;
}

function findPlainRoute(services: readonly Service[], request: ApiRequest): Route {
  if (isCbor(request)) {
    const { target, operation } = readCborPath(request);
    const service = find(services, 'cbor', (model) => model.target === target);
    return { service, operation, protocol: createCborProtocol(request.body) };
  }
  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    const [prefix = '', operation = ''] = target.split('.');
    const service = find(services, 'json', (model) => model.target === prefix);
    const version = jsonVersionOf(request, service?.model.jsonVersion);
    return { service, operation, protocol: createJsonProtocol(request.body, version) };
  }
  return findFormRoute(services, request);
}

/**
 * The version tells which service a form is for, as each has one of its own; for a version that none has it is the
 * signature. On AWS each service has a host, but here is one for all.
 */
function findFormRoute(services: readonly Service[], request: ApiRequest): Route {
  const form = readForm(request);
  const operation = form.get('Action') ?? '';
  const version = form.get('Version');
  const signed = signedServiceOf(request);
  const formServices = services.filter(({ model }) =>
    model.protocols.some((protocol) => protocol === 'query' || protocol === 'ec2'),
  );
  const service =
    formServices.find(({ model }) => model.version === version) ??
    formServices.find(({ model }) => model.name === signed);
  if (service?.model.protocols.includes('ec2')) {
    return { service, operation, protocol: createEc2Protocol(form) };
  }
  // Without either it is no call of the query protocol, but of a REST service, or nobody's.
  const isForm = service !== undefined || operation !== '';
  const protocol = isForm ? createQueryProtocol(form) : createJsonProtocol(request.body, '1.1');
  return { service, operation, protocol };
}

/** `elasticloadbalancing`, as the credential's scope says. */
function signedServiceOf({ headers }: ApiRequest): string | undefined {
  return /Credential=[^/,\s]+\/\d{8}\/[^/,\s]+\/([^/,\s]+)\/aws4_request/.exec(
    headers.authorization ?? '',
  )?.[1];
}

function find(
  services: readonly Service[],
  protocol: ProtocolName,
  fits: (model: Service['model']) => boolean,
): Service | undefined {
  return services.find(({ model }) => model.protocols.includes(protocol) && fits(model));
}
