import type { SubnetPlace, Vpcs } from '../../ec2/vpcs.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Elbv2Settings } from '../settings.ts';
import { firstDuplicate } from './validate.ts';

/** Where a load balancer is. */
export interface Whereabouts {
  readonly vpcId: string;
  /** Availability Zones, one for each subnet. */
  readonly zones: readonly string[];
}

interface LocatePorts {
  readonly vpcs: Vpcs;
  readonly settings: Pick<Elbv2Settings, 'unknownSubnetSays'>;
}

/**
 * The VPC and the zones of subnets.
 * @throws AwsError SubnetNotFound, or InvalidConfigurationRequest for subnets of several VPCs or of one zone
 */
export function locate(region: string, subnets: readonly string[], ports: LocatePorts): Whereabouts {
  const places = findSubnets(subnets, ports);
  const [vpcId = '', ...others] = new Set(places.map((place) => place.vpcId));
  if (others.length > 0) throw refused('The subnets of a load balancer must be in one VPC');
  const zones = places.map(({ zone }) => `${region}${zone}`);
  if (firstDuplicate(zones) !== undefined) {
    throw refused('A load balancer cannot be attached to multiple subnets in the same Availability Zone');
  }
  return { vpcId, zones };
}

function findSubnets(ids: readonly string[], { vpcs, settings }: LocatePorts): readonly SubnetPlace[] {
  try {
    return vpcs.subnets(ids);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const says = settings.unknownSubnetSays === 'sentence' ? error.message : error.code;
    throw new AwsError('SubnetNotFound', says);
  }
}

function refused(message: string): AwsError {
  return new AwsError('InvalidConfigurationRequest', message);
}

/** The zone of a load balancer's node. */
export function zoneOfNode(zones: readonly string[], node: number): string {
  return zones[node % zones.length] ?? '';
}
