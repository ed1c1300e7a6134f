import { expect, test } from '@jest/globals';
import { locate } from './zones.ts';

const PLACES = new Map([
  ['subnet-1', { vpcId: 'vpc-1', zone: 'b' }],
  ['subnet-2', { vpcId: 'vpc-1', zone: 'c' }],
  ['subnet-3', { vpcId: 'vpc-1', zone: 'c' }],
  ['subnet-4', { vpcId: 'vpc-2', zone: 'a' }],
]);
const locateSubnets = (...subnets: string[]) => locate('eu-west-1', subnets, (id) => PLACES.get(id));

test('a load balancer is in the VPC and the zones of its subnets', () => {
  const zones = ['eu-west-1b', 'eu-west-1c'];
  expect(locateSubnets('subnet-1', 'subnet-2')).toEqual({ vpcId: 'vpc-1', zones });
});

test('subnets that nobody knows are dealt zones, and tell no VPC', () => {
  const zones = ['eu-west-1a', 'eu-west-1b'];
  expect(locateSubnets('subnet-x', 'subnet-y')).toEqual({ vpcId: undefined, zones });
});

test('subnets of one zone, or of two VPCs, are refused', () => {
  expect(() => locateSubnets('subnet-2', 'subnet-3')).toThrow('in the same Availability Zone');
  expect(() => locateSubnets('subnet-1', 'subnet-4')).toThrow('in one VPC');
});
