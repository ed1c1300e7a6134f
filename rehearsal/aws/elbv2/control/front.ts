import type { FrontLimits, ListenerFront } from '../data-plane/data-plane.ts';
import type { ListenerRecord, LoadBalancerRecord } from '../state.ts';
import { parseArn } from './arns.ts';
import type { Control } from './control.ts';
import { zoneOfNode, zonesOf } from './zones.ts';

/** A listener as a data plane sees it. */
export function frontOf(
  { onExchange, settings }: Pick<Control, 'onExchange' | 'settings'>,
  loadBalancer: LoadBalancerRecord,
  { arn, port }: Pick<ListenerRecord, 'arn' | 'port'>,
): ListenerFront {
  const zones = zonesOf(parseArn(loadBalancer.arn)?.region ?? '', loadBalancer.subnets);
  return {
    listenerArn: arn,
    loadBalancerArn: loadBalancer.arn,
    address: loadBalancer.claimed.address,
    port,
    nodes: loadBalancer.nodes.map((node, index) => ({
      zone: zoneOfNode(zones, index),
      decide: (request) => node.decide(arn, request),
    })),
    limits: () => readLimits(loadBalancer.attributes, settings.connectTimeout),
    onExchange,
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
