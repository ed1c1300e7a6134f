import type { FrontLimits, ListenerFront, TlsFront } from '../data-plane/data-plane.ts';
import type { Elbv2Settings } from '../settings.ts';
import type { ListenerRecord, LoadBalancerRecord } from '../state.ts';
import type { Control } from './control.ts';
import { SSL_POLICIES } from './ssl-policies.ts';
import { zoneOfNode } from './zones.ts';

/** A listener as a data plane sees it. */
export function frontOf(
  { onExchange, settings }: Pick<Control, 'onExchange' | 'settings'>,
  loadBalancer: LoadBalancerRecord,
  listener: ListenerRecord,
): ListenerFront {
  const { arn, port, protocol } = listener;
  return {
    listenerArn: arn,
    loadBalancerArn: loadBalancer.arn,
    address: loadBalancer.claimed.address,
    port,
    protocol,
    tls: protocol === 'HTTPS' ? tlsOf(listener, settings.certificates) : undefined,
    webSocketsAfterDelay: settings.webSocketsAfterDelay,
    nodes: loadBalancer.nodes.map((node, index) => ({
      zone: zoneOfNode(loadBalancer.zones, index),
      decide: (request) => node.decide(arn, request),
    })),
    limits: () => readLimits(loadBalancer.attributes, settings.connectTimeout),
    onExchange,
  };
}

function tlsOf(listener: ListenerRecord, given: Elbv2Settings['certificates']): TlsFront {
  const versions = SSL_POLICIES.get(listener.tls?.policy ?? '') ?? [];
  return {
    // Node's TLS goes no further back than 1.2.
    minimumVersion: versions[0] === 'TLSv1.3' ? 'TLSv1.3' : 'TLSv1.2',
    certificates: () => {
      const { certificate, others = [] } = listener.tls ?? {};
      const arns = certificate === undefined ? others : [certificate, ...others];
      return arns.map((name) => ({ arn: name, pem: given[name] }));
    },
  };
}

function readLimits(attributes: ReadonlyMap<string, string>, connectTimeout: number): FrontLimits {
  const milliseconds = (key: string) => Number(attributes.get(key)) * 1000;
  return {
    idleTimeout: milliseconds('idle_timeout.timeout_seconds'),
    clientKeepAlive: milliseconds('client_keep_alive.seconds'),
    connectTimeout,
    dropInvalidHeaders: attributes.get('routing.http.drop_invalid_header_fields.enabled') === 'true',
  };
}
