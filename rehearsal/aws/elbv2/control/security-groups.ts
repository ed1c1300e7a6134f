import type { Vpcs } from '../../ec2/vpcs.ts';
import { AwsError } from '../../kernel/errors.ts';

/** @throws AwsError for groups that do not exist, or lie in another VPC than the load balancer */
export function checkSecurityGroups(ids: readonly string[], vpcId: string, vpcs: Vpcs): void {
  if (findGroups(ids, vpcs).some((group) => group.vpcId !== vpcId)) {
    throw new AwsError('InvalidConfigurationRequest', 'One or more security groups are invalid');
  }
}

function findGroups(ids: readonly string[], vpcs: Vpcs) {
  try {
    return vpcs.securityGroups(ids);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError('InvalidSecurityGroup', error.message);
  }
}
