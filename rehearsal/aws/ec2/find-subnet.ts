import { DEFAULT_EC2_SETTINGS, type Ec2Settings } from './settings.ts';

/** Where a subnet lies: its VPC and the letter of its Availability Zone; undefined for one that is in no network. */
export function findSubnet(settings: Partial<Ec2Settings>, subnetId: string) {
  const { networks } = { ...DEFAULT_EC2_SETTINGS, ...settings };
  for (const { vpcId, subnets } of networks) {
    const subnet = subnets.find((candidate) => candidate.subnetId === subnetId);
    if (subnet) return { vpcId, zone: subnet.zone };
  }
  return undefined;
}
