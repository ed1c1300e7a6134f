import { DEFAULT_NETWORK, type NetworkSettings } from '../settings.ts';
import { createVpcs } from '../vpcs.ts';

/** The default VPC of every account, its subnets in the zones a, b and c, and its security group. */
export const VPC_ID = DEFAULT_NETWORK.vpcId;
export const SUBNETS = DEFAULT_NETWORK.subnets.map(({ subnetId }) => subnetId);
export const SECURITY_GROUPS = DEFAULT_NETWORK.securityGroups.map(({ groupId }) => groupId);

/** A VPC that an account has beside it where a test says so. */
export const OTHER_NETWORK: NetworkSettings = {
  vpcId: 'vpc-0a1b2c3d',
  cidrBlock: '10.0.0.0/16',
  isDefault: false,
  subnets: [{ subnetId: 'subnet-0a1b2c3d', cidrBlock: '10.0.1.0/24', zone: 'b' }],
  securityGroups: [{ groupId: 'sg-0a1b2c3d', groupName: 'web', description: 'Web *' }],
};

/** Both. */
export const TWO_VPCS = createVpcs({ networks: [DEFAULT_NETWORK, OTHER_NETWORK] });
