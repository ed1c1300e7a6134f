import type * as sdk from '@aws-sdk/client-ec2';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import type { Operations } from '../kernel/service.ts';
import { describeZones } from './availability-zones.ts';
import { describeItems } from './describe.ts';
import {
  INTERFACE_FILTERS,
  SECURITY_GROUP_FILTERS,
  SUBNET_FILTERS,
  type TaggedInterface,
  VPC_FILTERS,
} from './filter-tables.ts';
import type { Inventory } from './inventory.ts';
import { NETWORK_INTERFACE, SECURITY_GROUP, SUBNET, VPC } from './kinds.ts';

/** Reads only: the network is given by the settings, and what tasks have in it by ECS. */
export function ec2Operations(inventory: Inventory): Operations {
  return {
    DescribeAvailabilityZones: describeZones,

    DescribeVpcs(input: sdk.DescribeVpcsRequest, call): sdk.DescribeVpcsResult {
      const { items, nextToken } = describeItems(
        {
          operation: 'DescribeVpcs',
          kind: VPC,
          items: inventory.vpcs(call),
          idOf: ({ VpcId = '' }) => VpcId,
          filters: VPC_FILTERS,
          ids: input.VpcIds,
          idsParameter: 'vpcSet',
        },
        input,
      );
      return { Vpcs: items, NextToken: nextToken };
    },

    DescribeSubnets(input: sdk.DescribeSubnetsRequest, call): sdk.DescribeSubnetsResult {
      const { items, nextToken } = describeItems(
        {
          operation: 'DescribeSubnets',
          kind: SUBNET,
          items: inventory.subnets(call),
          idOf: ({ SubnetId = '' }) => SubnetId,
          filters: SUBNET_FILTERS,
          ids: input.SubnetIds,
          idsParameter: 'subnetSet',
        },
        input,
      );
      return { Subnets: items, NextToken: nextToken };
    },

    DescribeSecurityGroups(input: sdk.DescribeSecurityGroupsRequest, call): sdk.DescribeSecurityGroupsResult {
      const { items, nextToken } = describeItems(
        {
          operation: 'DescribeSecurityGroups',
          kind: SECURITY_GROUP,
          items: groupsNamed(inventory, input.GroupNames, call),
          idOf: ({ GroupId = '' }) => GroupId,
          filters: SECURITY_GROUP_FILTERS,
          ids: input.GroupIds,
          idsParameter: 'groupIds',
        },
        input,
      );
      return { SecurityGroups: items, NextToken: nextToken };
    },

    DescribeNetworkInterfaces(
      input: sdk.DescribeNetworkInterfacesRequest,
      call,
    ): sdk.DescribeNetworkInterfacesResult {
      const tagged = inventory
        .networkInterfaces(call)
        .map((item): TaggedInterface => ({ ...item, Tags: [] }));
      const { items, nextToken } = describeItems(
        {
          operation: 'DescribeNetworkInterfaces',
          kind: NETWORK_INTERFACE,
          items: tagged,
          idOf: ({ NetworkInterfaceId = '' }) => NetworkInterfaceId,
          filters: INTERFACE_FILTERS,
          ids: input.NetworkInterfaceIds,
          idsParameter: 'networkInterfaceIdSet',
        },
        input,
      );
      return { NetworkInterfaces: items.map(({ Tags: _tags, ...item }) => item), NextToken: nextToken };
    },
  };
}

/** A name finds groups of the default VPC alone. */
function groupsNamed(
  inventory: Inventory,
  names: readonly string[] | undefined,
  call: Call,
): sdk.SecurityGroup[] {
  const groups = inventory.securityGroups(call);
  if (!names || names.length === 0) return groups;
  const standard = inventory.vpcs(call).find(({ IsDefault }) => IsDefault)?.VpcId;
  const found = groups.filter(({ VpcId, GroupName = '' }) => VpcId === standard && names.includes(GroupName));
  const missing = names.find((name) => !found.some(({ GroupName }) => GroupName === name));
  if (missing === undefined) return found;
  throw new AwsError(
    'InvalidGroup.NotFound',
    `The security group '${missing}' does not exist in default VPC '${standard ?? ''}'`,
  );
}
