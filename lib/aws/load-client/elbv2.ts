import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ClientConfig } from '../clients.ts';

export async function loadElbv2(config: ClientConfig): Promise<ElasticLoadBalancingV2> {
  return new (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2(config);
}
