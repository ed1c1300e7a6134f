/** A virtual private cloud and what lies in it. */
export interface NetworkSettings {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly isDefault: boolean;
  readonly subnets: readonly SubnetSettings[];
  readonly securityGroups: readonly SecurityGroupSettings[];
}

export interface SubnetSettings {
  readonly subnetId: string;
  readonly cidrBlock: string;
  /** Letter of its Availability Zone: `a`. */
  readonly zone: string;
}

export interface SecurityGroupSettings {
  readonly groupId: string;
  readonly groupName: string;
  readonly description: string;
}

export interface Ec2Settings {
  /**
   * What every account has in every region. Nothing can be created: whoever uses other subnets and groups names them
   * here. ECS and Elastic Load Balancing take no others.
   */
  readonly networks: readonly NetworkSettings[];
}

/** As AWS lays out the VPC that it gives to every account: a subnet of 4,096 addresses in each zone. */
export const DEFAULT_NETWORK: NetworkSettings = {
  // The one that Elastic Load Balancing names.
  vpcId: 'vpc-0e1bedded0a55e550',
  cidrBlock: '172.31.0.0/16',
  isDefault: true,
  subnets: [
    { subnetId: 'subnet-0e1bedded0a55e55a', cidrBlock: '172.31.0.0/20', zone: 'a' },
    { subnetId: 'subnet-0e1bedded0a55e55b', cidrBlock: '172.31.16.0/20', zone: 'b' },
    { subnetId: 'subnet-0e1bedded0a55e55c', cidrBlock: '172.31.32.0/20', zone: 'c' },
  ],
  securityGroups: [
    { groupId: 'sg-0e1bedded0a55e550', groupName: 'default', description: 'default VPC security group' },
  ],
};

export const DEFAULT_EC2_SETTINGS: Ec2Settings = { networks: [DEFAULT_NETWORK] };
