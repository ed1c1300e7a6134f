import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../kernel/errors.ts';
import { forwardGroups } from '../routing/table.ts';
import type { LoadBalancerRecord, Region, TargetGroupRecord } from '../state.ts';
import { groupsOf, loadBalancerUsing } from '../traffic/usage.ts';
import { findTargetGroup } from './find.ts';
import { checkQuota, type Quotas } from './quotas.ts';
import { refuseStickyTargets } from './sticky-coupling.ts';

/**
 * Checks that a rule of this load balancer may forward to the groups of its actions.
 * @throws AwsError TargetGroupNotFound, TargetGroupAssociationLimit when another load balancer has the group,
 *   InvalidConfigurationRequest when it lies in another VPC or sticks its clients to targets alone, or a quota's code
 */
export function checkAssociations(
  region: Region,
  loadBalancer: LoadBalancerRecord,
  actions: readonly Action[],
  quotas: Quotas,
): void {
  const named = forwardGroups(actions).map(({ targetGroupArn }) => findTargetGroup(region, targetGroupArn));
  for (const group of named) {
    refuseOtherUser(region, loadBalancer, group);
  }
  refuseOtherVpc(loadBalancer, named);
  refuseStickyTargets(region, actions);
  checkQuotas(loadBalancer, new Set([...groupsOf(region, loadBalancer.arn), ...named]), quotas);
}

function refuseOtherUser(region: Region, loadBalancer: LoadBalancerRecord, { arn }: TargetGroupRecord): void {
  const user = loadBalancerUsing(region, arn);
  if (user && user.arn !== loadBalancer.arn) {
    throw new AwsError(
      'TargetGroupAssociationLimit',
      `The following target groups cannot be associated with more than one load balancer: ${arn}`,
    );
  }
}

function refuseOtherVpc({ arn, vpcId }: LoadBalancerRecord, named: readonly TargetGroupRecord[]): void {
  const stranger = named.find((group) => group.vpcId !== vpcId);
  if (!stranger) return;
  throw new AwsError(
    'InvalidConfigurationRequest',
    `Target group '${stranger.arn}' is in a different VPC than load balancer '${arn}'`,
  );
}

function checkQuotas(
  loadBalancer: LoadBalancerRecord,
  groups: ReadonlySet<TargetGroupRecord>,
  quotas: Quotas,
): void {
  const on = `load balancer '${loadBalancer.arn}'`;
  checkQuota(groups.size, {
    ...{ code: 'TooManyUniqueTargetGroupsPerLoadBalancer', of: 'unique target groups per load balancer' },
    ...{ most: quotas.targetGroupsPerLoadBalancer, on },
  });
  const targets = [...groups].reduce((sum, { membership }) => sum + membership.members().length, 0);
  checkQuota(targets, {
    ...{ code: 'TooManyTargets', of: 'targets per load balancer' },
    ...{ most: quotas.targetsPerLoadBalancer, on },
  });
}
