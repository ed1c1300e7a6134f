import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SSM } from '@aws-sdk/client-ssm';
import type { Dispatch } from '../../kernel/dispatch.ts';
import { inProcessClient } from '../../kernel/in-process.ts';

/** Clients that try every call once, with a key of their own. */
export function createBystander(dispatch: Dispatch) {
  const config = inProcessClient(dispatch, { accessKeyId: 'BYSTANDER' });
  return {
    ecs: new ECS(config),
    elbv2: new ElasticLoadBalancingV2(config),
    ssm: new SSM(config),
  };
}
