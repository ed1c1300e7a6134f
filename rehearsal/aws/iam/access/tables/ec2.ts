import type { AccessTable } from '../need.ts';
import { anyResource, rowsFor } from '../rows.ts';

/** EC2's reads, none of which knows resources. */
export const EC2_TABLE: AccessTable = {
  prefix: 'ec2',
  namesAnyResource: false,
  rows: rowsFor(
    anyResource,
    'DescribeSubnets DescribeVpcs DescribeSecurityGroups DescribeSecurityGroupRules DescribeNetworkInterfaces',
    'DescribeAvailabilityZones DescribeRouteTables DescribeRegions DescribeInternetGateways DescribeNatGateways',
    'DescribeTags DescribeAccountAttributes DescribeVpcEndpoints DescribeInstances DescribeAddresses DescribeVpcAttribute',
  ),
};
