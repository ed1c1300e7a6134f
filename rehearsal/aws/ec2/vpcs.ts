import { checkExist, type Kind, SECURITY_GROUP, SUBNET } from './kinds.ts';
import { DEFAULT_EC2_SETTINGS, type Ec2Settings } from './settings.ts';

/** Where a subnet lies. */
export interface SubnetPlace {
  readonly vpcId: string;
  /** Letter of its Availability Zone. */
  readonly zone: string;
}

/** What other services ask EC2 of the networks that an account has, the same in every region. */
export interface Vpcs {
  has(vpcId: string): boolean;
  /** @throws AwsError in EC2's words, for those that do not exist */
  subnets(ids: readonly string[]): readonly SubnetPlace[];
  /** @throws AwsError in EC2's words, for those that do not exist */
  securityGroups(ids: readonly string[]): readonly { readonly vpcId: string }[];
}

export function createVpcs(settings: Partial<Ec2Settings>): Vpcs {
  const { networks } = { ...DEFAULT_EC2_SETTINGS, ...settings };
  const subnets = new Map(
    networks.flatMap(({ vpcId, subnets }) =>
      subnets.map(({ subnetId, zone }) => [subnetId, { vpcId, zone }] as const),
    ),
  );
  const securityGroups = new Map(
    networks.flatMap(({ vpcId, securityGroups }) =>
      securityGroups.map(({ groupId }) => [groupId, { vpcId }] as const),
    ),
  );
  return {
    has: (wanted) => networks.some(({ vpcId }) => vpcId === wanted),
    subnets: (ids) => findAll(ids, subnets, SUBNET),
    securityGroups: (ids) => findAll(ids, securityGroups, SECURITY_GROUP),
  };
}

function findAll<Item>(ids: readonly string[], items: ReadonlyMap<string, Item>, kind: Kind): Item[] {
  checkExist(ids, (id) => items.has(id), kind);
  return ids.flatMap((id) => items.get(id) ?? []);
}
