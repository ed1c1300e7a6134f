import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../kernel/errors.ts';
import { forwardGroups } from '../routing/table.ts';
import type { Region } from '../state.ts';
import { loadBalancerUsing } from '../traffic/usage.ts';
import { findTargetGroup } from './find.ts';

/**
 * Checks that a rule of this load balancer may forward to the groups of its actions.
 * @throws AwsError TargetGroupNotFound, or TargetGroupAssociationLimit when another load balancer has the group
 */
export function checkAssociations(region: Region, loadBalancerArn: string, actions: readonly Action[]): void {
  for (const { targetGroupArn } of forwardGroups(actions)) {
    findTargetGroup(region, targetGroupArn);
    const user = loadBalancerUsing(region, targetGroupArn);
    if (user && user.arn !== loadBalancerArn) {
      throw new AwsError(
        'TargetGroupAssociationLimit',
        `Target group '${targetGroupArn}' cannot be associated with more than one load balancer`,
      );
    }
  }
}
