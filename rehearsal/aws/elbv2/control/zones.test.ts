import { expect, test } from '@jest/globals';
import { createVpcs } from '../../ec2/vpcs.ts';
import { locate } from './zones.ts';

const subnet = (subnetId: string, zone: string) => ({ subnetId, zone, cidrBlock: '10.0.0.0/24' });
const network = { cidrBlock: '10.0.0.0/16', isDefault: false, securityGroups: [] };
const vpcs = createVpcs({
  networks: [
    { ...network, vpcId: 'vpc-1', subnets: [subnet('1', 'b'), subnet('2', 'c'), subnet('3', 'c')] },
    { ...network, vpcId: 'vpc-2', subnets: [subnet('4', 'a')] },
  ],
});
const locateSubnets = (...subnets: string[]) =>
  locate('eu-west-1', subnets, { vpcs, settings: { unknownSubnetSays: 'sentence' } });

test('a load balancer is in the VPC and the zones of its subnets', () => {
  const zones = ['eu-west-1b', 'eu-west-1c'];
  expect(locateSubnets('1', '2')).toEqual({ vpcId: 'vpc-1', zones });
});

test('subnets of one zone, or of two VPCs, are refused', () => {
  expect(() => locateSubnets('2', '3')).toThrow('in the same Availability Zone');
  expect(() => locateSubnets('1', '4')).toThrow('in one VPC');
});
