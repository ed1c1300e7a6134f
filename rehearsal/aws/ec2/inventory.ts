import type { NetworkInterface, SecurityGroup, Subnet, Vpc } from '@aws-sdk/client-ec2';
import type { Call } from '../kernel/call.ts';
import type { Ec2Settings, NetworkSettings, SubnetSettings } from './settings.ts';
import type { ListTaskInterfaces, TaskInterface } from './task-interfaces.ts';
import { zoneId, zoneName } from './zones.ts';

type Place = Pick<Call, 'account' | 'region'>;

/** What an account has in a region. */
export interface Inventory {
  vpcs(place: Place): Vpc[];
  subnets(place: Place): Subnet[];
  securityGroups(place: Place): SecurityGroup[];
  networkInterfaces(place: Place): NetworkInterface[];
}

export function createInventory({ networks }: Ec2Settings, listInterfaces: ListTaskInterfaces): Inventory {
  return {
    vpcs: (place) => networks.map((network) => describeVpc(place, network)),
    subnets: (place) =>
      networks.flatMap((network) =>
        network.subnets.map((subnet) => describeSubnet(place, network, subnet, listInterfaces(place))),
      ),
    securityGroups: (place) => networks.flatMap((network) => describeGroups(place, network)),
    networkInterfaces: (place) =>
      listInterfaces(place).map((taskInterface) => describeInterface(place, networks, taskInterface)),
  };
}

function describeVpc({ account }: Place, { vpcId, cidrBlock, isDefault }: NetworkSettings): Vpc {
  return {
    VpcId: vpcId,
    OwnerId: account,
    State: 'available',
    CidrBlock: cidrBlock,
    CidrBlockAssociationSet: [
      {
        AssociationId: vpcId.replace('vpc-', 'vpc-cidr-assoc-'),
        CidrBlock: cidrBlock,
        CidrBlockState: { State: 'associated' },
      },
    ],
    DhcpOptionsId: vpcId.replace('vpc-', 'dopt-'),
    InstanceTenancy: 'default',
    IsDefault: isDefault,
    Tags: [],
  };
}

/** Addresses of a subnet that AWS keeps for itself: the first four and the last. */
const RESERVED = 5;

function describeSubnet(
  { account, region }: Place,
  { vpcId, isDefault }: NetworkSettings,
  { subnetId, cidrBlock, zone }: SubnetSettings,
  interfaces: readonly TaskInterface[],
): Subnet {
  const name = zoneName(region, zone);
  const used = interfaces.filter((taskInterface) => taskInterface.subnetId === subnetId).length;
  return {
    SubnetId: subnetId,
    SubnetArn: `arn:aws:ec2:${region}:${account}:subnet/${subnetId}`,
    VpcId: vpcId,
    OwnerId: account,
    State: 'available',
    CidrBlock: cidrBlock,
    AvailableIpAddressCount: 2 ** (32 - Number(cidrBlock.split('/')[1])) - RESERVED - used,
    AvailabilityZone: name,
    AvailabilityZoneId: zoneId(name),
    DefaultForAz: isDefault,
    MapPublicIpOnLaunch: isDefault,
    MapCustomerOwnedIpOnLaunch: false,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    EnableDns64: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    Tags: [],
  };
}

function describeGroups(
  { account, region }: Place,
  { vpcId, securityGroups }: NetworkSettings,
): SecurityGroup[] {
  return securityGroups.map(({ groupId, groupName, description }) => ({
    GroupId: groupId,
    GroupName: groupName,
    Description: description,
    SecurityGroupArn: `arn:aws:ec2:${region}:${account}:security-group/${groupId}`,
    OwnerId: account,
    VpcId: vpcId,
    IpPermissions: [
      {
        ...{ IpProtocol: '-1', IpRanges: [], Ipv6Ranges: [], PrefixListIds: [] },
        UserIdGroupPairs: [{ GroupId: groupId, UserId: account }],
      },
    ],
    IpPermissionsEgress: [
      {
        ...{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [] },
        ...{ PrefixListIds: [], UserIdGroupPairs: [] },
      },
    ],
    Tags: [],
  }));
}

/** As those that Fargate attaches: the caller may look at them, and only ECS changes them. */
function describeInterface(
  { account, region }: Place,
  networks: readonly NetworkSettings[],
  { interfaceId, attachmentId, macAddress, privateAddress, subnetId, ...rest }: TaskInterface,
): NetworkInterface {
  const network = networks.find(({ subnets }) => subnets.some((subnet) => subnet.subnetId === subnetId));
  const groupName = (id: string) => network?.securityGroups.find(({ groupId }) => groupId === id)?.groupName;
  const privateDnsName = `ip-${privateAddress.replaceAll('.', '-')}.${region}.compute.internal`;
  return {
    NetworkInterfaceId: interfaceId,
    InterfaceType: 'interface',
    Status: 'in-use',
    Description: `arn:aws:ecs:${region}:${account}:attachment/${attachmentId}`,
    OwnerId: account,
    RequesterManaged: true,
    SourceDestCheck: true,
    SubnetId: subnetId,
    ...(network ? { VpcId: network.vpcId } : {}),
    AvailabilityZone: rest.availabilityZone,
    MacAddress: macAddress,
    PrivateIpAddress: privateAddress,
    PrivateDnsName: privateDnsName,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: privateAddress, PrivateDnsName: privateDnsName }],
    Ipv6Addresses: [],
    Groups: rest.securityGroups.map((GroupId) => ({ GroupId, GroupName: groupName(GroupId) })),
    Attachment: {
      AttachmentId: interfaceId.replace('eni-', 'ela-attach-'),
      Status: 'attached',
      DeviceIndex: 1,
      DeleteOnTermination: false,
    },
    TagSet: [],
  };
}
