import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ActionFailure } from '../../action/errors.ts';
import type { PerSlot } from '../target.ts';
import type { LoadBalancerPorts } from './rules.ts';

/**
 * Reads the target groups of a pair in one call.
 * @throws AWS's TargetGroupNotFound when one does not exist
 */
export async function readTargetGroups(
  { elbv2, signal }: LoadBalancerPorts,
  { blue, green }: PerSlot<string>,
): Promise<PerSlot<TargetGroup>> {
  const { TargetGroups = [] } = await elbv2.describeTargetGroups(
    { TargetGroupArns: [blue, green] },
    { abortSignal: signal },
  );
  const find = (arn: string) => {
    const group = TargetGroups.find(({ TargetGroupArn }) => TargetGroupArn === arn);
    if (group) return group;
    throw new ActionFailure({ cause: `AWS did not answer for target group ${arn}, and did not say why.` });
  };
  return { blue: find(blue), green: find(green) };
}
