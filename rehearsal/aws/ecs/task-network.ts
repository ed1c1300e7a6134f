import type { NetworkConfiguration } from '@aws-sdk/client-ecs';
import type { Vpcs } from '../ec2/vpcs.ts';
import { AwsError } from '../kernel/errors.ts';
import { invalidParameter } from './errors.ts';

/**
 * The network configuration with its defaults: every task gets a network interface in one of the subnets.
 * @throws AwsError when no subnets are given, or EC2 knows a subnet or a group not or in another VPC
 */
export function checkNetwork(input: NetworkConfiguration | undefined, vpcs: Vpcs): NetworkConfiguration {
  const configuration = input?.awsvpcConfiguration;
  if (!configuration) {
    throw invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  }
  const { subnets, securityGroups = [], assignPublicIp = 'DISABLED' } = configuration;
  if (!subnets?.length) throw invalidParameter('subnets can not be empty.');
  checkVpc(subnets, securityGroups, vpcs);
  return { awsvpcConfiguration: { subnets, securityGroups, assignPublicIp } };
}

function checkVpc(subnets: readonly string[], securityGroups: readonly string[], vpcs: Vpcs): void {
  const [vpcId, ...others] = new Set(retrieve('subnet', subnets, vpcs.subnets).map((subnet) => subnet.vpcId));
  if (others.length > 0) throw invalidParameter('All subnets must be in the same VPC.');
  const groups = retrieve('security group', securityGroups, vpcs.securityGroups);
  const stranger = securityGroups.find((_, index) => groups[index]?.vpcId !== vpcId);
  if (stranger === undefined) return;
  throw invalidParameter(
    `Security group ${stranger} does not appear to belong to the same VPC as the input subnets.`,
  );
}

/** ECS asks EC2 itself, and passes on what EC2 says against it. */
function retrieve<Item>(noun: string, ids: readonly string[], find: (ids: readonly string[]) => Item): Item {
  try {
    return find(ids);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw invalidParameter(
      `Error retrieving ${noun} information for [${ids.join(', ')}]: ${error.message} (ErrorCode: ${error.code})`,
    );
  }
}
