import { AwsError } from '../../kernel/errors.ts';
import { firstDuplicate } from './validate.ts';

/** Where a subnet lies. */
export interface SubnetPlace {
  readonly vpcId: string;
  /** Letter of its Availability Zone. */
  readonly zone: string;
}

/** Finds a subnet; undefined for one that nobody knows. */
export type FindSubnet = (subnetId: string) => SubnetPlace | undefined;

/** Where a load balancer is. */
export interface Whereabouts {
  /** Undefined when nobody knows its subnets: then it is where its target groups are. */
  readonly vpcId: string | undefined;
  /** Availability Zones, one for each subnet. */
  readonly zones: readonly string[];
}

/**
 * The VPC and the zones of subnets. Those that nobody knows are dealt zones in their order.
 * @throws AwsError InvalidConfigurationRequest for subnets of several VPCs, or of one zone
 */
export function locate(region: string, subnets: readonly string[], find: FindSubnet): Whereabouts {
  const places = subnets.map(find);
  const vpcIds = new Set(places.flatMap((place) => (place ? [place.vpcId] : [])));
  if (vpcIds.size > 1) throw refused('The subnets of a load balancer must be in one VPC');
  const zones = places.map((place, index) => `${region}${place?.zone ?? letterOf(index)}`);
  if (places.every((place) => place !== undefined) && firstDuplicate(zones) !== undefined) {
    throw refused('A load balancer cannot be attached to multiple subnets in the same Availability Zone');
  }
  return { vpcId: [...vpcIds][0], zones };
}

function letterOf(index: number): string {
  return String.fromCharCode(97 + (index % 26));
}

function refused(message: string): AwsError {
  return new AwsError('InvalidConfigurationRequest', message);
}

/** The zone of a load balancer's node. */
export function zoneOfNode(zones: readonly string[], node: number): string {
  return zones[node % zones.length] ?? '';
}
