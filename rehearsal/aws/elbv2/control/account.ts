import type {
  DescribeAccountLimitsInput,
  DescribeAccountLimitsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Operations } from '../../kernel/service.ts';
import type { Control } from './control.ts';
import { takePage } from './page.ts';
import { GROUPS_PER_ACTION, type Quotas, VALUES_PER_RULE, WILDCARDS_PER_RULE } from './quotas.ts';

/** What an account may have, as the quotas stand. */
export function accountOperations({ settings }: Control): Operations {
  return {
    DescribeAccountLimits(input: DescribeAccountLimitsInput): DescribeAccountLimitsOutput {
      const limits = listLimits(settings.quotas);
      const { items, ...next } = takePage(limits, ({ Name }) => Name, input, settings.pageSize);
      return { Limits: [...items], ...next };
    },
  };
}

function listLimits(quotas: Quotas): { readonly Name: string; readonly Max: string }[] {
  const limits = {
    'application-load-balancers': quotas.loadBalancers,
    'certificates-per-application-load-balancer': quotas.certificatesPerLoadBalancer,
    'condition-values-per-alb-rule': VALUES_PER_RULE,
    'condition-wildcards-per-alb-rule': WILDCARDS_PER_RULE,
    'listeners-per-application-load-balancer': quotas.listenersPerLoadBalancer,
    'rules-per-application-load-balancer': quotas.rulesPerLoadBalancer,
    'target-groups': quotas.targetGroups,
    'target-groups-per-action-on-application-load-balancer': GROUPS_PER_ACTION,
    'target-groups-per-application-load-balancer': quotas.targetGroupsPerLoadBalancer,
    'targets-per-application-load-balancer': quotas.targetsPerLoadBalancer,
  };
  return Object.entries(limits).map(([Name, most]) => ({ Name, Max: String(most) }));
}
