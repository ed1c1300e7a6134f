import {
  CreateLoadBalancerCommand,
  type CreateLoadBalancerCommandInput,
  DescribeLoadBalancersCommand,
  SetSecurityGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from '@jest/globals';
import { type Proofs, refusalOf } from '../../conformance/testing/proofs.ts';
import { OTHER_NETWORK, SECURITY_GROUPS, SUBNETS } from '../../ec2/testing/networks.ts';
import type { PLACES } from '../behaviours/places.ts';
import type { Elbv2Settings } from '../settings.ts';
import { createVirtualWorld } from '../testing/world.ts';

const [SUBNET = '', , OF_ZONE_C = ''] = SUBNETS;
const ELSEWHERE = OTHER_NETWORK.subnets.map(({ subnetId }) => subnetId);
const GROUPS_ELSEWHERE = OTHER_NETWORK.securityGroups.map(({ groupId }) => groupId);
const OTHER_VPC = /^InvalidConfigurationRequestException: One or more security groups are invalid$/;
const NO_GROUP = "InvalidSecurityGroupException: The security group 'sg-00000000' does not exist";

function create(
  input: Partial<CreateLoadBalancerCommandInput>,
  settings: Partial<Elbv2Settings> = {},
): Promise<string> {
  const { client } = createVirtualWorld({ settings });
  return refusalOf(
    client.send(new CreateLoadBalancerCommand({ Name: 'web', Subnets: [SUBNET, OF_ZONE_C], ...input })),
  );
}

export const PLACES_PROOFS: Proofs<typeof PLACES> = {
  async 'unknown-subnet'() {
    const Subnets = [SUBNET, 'subnet-00000000'];
    expect(await create({ Subnets })).toBe(
      "SubnetNotFoundException: The subnet ID 'subnet-00000000' does not exist",
    );
    expect(await create({ Subnets }, { unknownSubnetSays: 'code' })).toBe(
      'SubnetNotFoundException: InvalidSubnetID.NotFound',
    );
  },
  async 'subnets-of-one-vpc'() {
    expect(await create({ Subnets: [SUBNET, ...ELSEWHERE] })).toMatch(
      /^InvalidConfigurationRequestException: .* must be in one VPC$/,
    );
  },
  async 'subnets-of-two-zones'() {
    const inOneZone = [
      { subnetId: 'subnet-1', cidrBlock: '10.0.1.0/24', zone: 'b' },
      { subnetId: 'subnet-2', cidrBlock: '10.0.2.0/24', zone: 'b' },
    ];
    const { client } = createVirtualWorld({ networks: [{ ...OTHER_NETWORK, subnets: inOneZone }] });
    const Subnets = inOneZone.map(({ subnetId }) => subnetId);
    expect(await refusalOf(client.send(new CreateLoadBalancerCommand({ Name: 'web', Subnets })))).toBe(
      'InvalidConfigurationRequestException: A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    );
  },
  async 'unknown-security-group'() {
    expect(await create({ SecurityGroups: [...SECURITY_GROUPS, 'sg-00000000'] })).toBe(NO_GROUP);
  },
  async 'security-groups-of-the-vpc'() {
    expect(await create({ SecurityGroups: [...SECURITY_GROUPS, ...GROUPS_ELSEWHERE] })).toMatch(OTHER_VPC);
    expect(await create({ SecurityGroups: SECURITY_GROUPS })).toBe('no error');
  },
  async 'changed-security-groups'() {
    const { client, makeLoadBalancer } = createVirtualWorld();
    const LoadBalancerArn = await makeLoadBalancer();
    const change = (SecurityGroups: string[]) =>
      refusalOf(client.send(new SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups })));
    expect(await change(SECURITY_GROUPS)).toBe('no error');
    expect(await change(GROUPS_ELSEWHERE)).toMatch(OTHER_VPC);
    expect(await change(['sg-00000000'])).toBe(NO_GROUP);
    const { LoadBalancers = [] } = await client.send(new DescribeLoadBalancersCommand());
    expect(LoadBalancers[0]?.SecurityGroups).toEqual(SECURITY_GROUPS);
  },
  async 'unknown-vpc'() {
    const { makeGroup } = createVirtualWorld();
    expect(await refusalOf(makeGroup('web', { VpcId: 'vpc-00000000' }))).toBe(
      "ValidationError: The VPC ID 'vpc-00000000' is not found",
    );
  },
};
