import type { AvailabilityZone, DescribeAvailabilityZonesRequest, Tag } from '@aws-sdk/client-ec2';
import type { Call } from '../kernel/call.ts';
import { refuseDryRun } from './describe.ts';
import { invalidValue } from './errors.ts';
import { type FilterTable, filterItems } from './filters.ts';
import { ZONE_LETTERS, zoneId, zoneName } from './zones.ts';

/** A zone has no tags; filters ask every resource for them. */
type Zone = AvailabilityZone & { readonly Tags?: Tag[] };

const FILTERS: FilterTable<Zone> = {
  'group-long-name': undefined,
  'group-name': ({ GroupName }) => [GroupName],
  message: () => [],
  'opt-in-status': ({ OptInStatus }) => [OptInStatus],
  'parent-zone-id': () => [],
  'parent-zone-name': () => [],
  'region-name': ({ RegionName }) => [RegionName],
  state: ({ State }) => [State],
  'zone-id': ({ ZoneId }) => [ZoneId],
  'zone-name': ({ ZoneName }) => [ZoneName],
  'zone-type': ({ ZoneType }) => [ZoneType],
};

/**
 * The zones of the caller's region; there are no local ones, so AllAvailabilityZones shows no more.
 * @throws AwsError InvalidParameterValue for a zone that the region does not have
 */
export function describeZones(input: DescribeAvailabilityZonesRequest, { region }: Call) {
  refuseDryRun(input);
  const zones = ZONE_LETTERS.map((letter) => describeZone(region, zoneName(region, letter)));
  const byName = select(zones, input.ZoneNames, ({ ZoneName }) => ZoneName, 'availability zone');
  const byId = select(byName, input.ZoneIds, ({ ZoneId }) => ZoneId, 'availability zone-id');
  return {
    AvailabilityZones: filterItems('DescribeAvailabilityZones', byId, input.Filters ?? [], FILTERS),
  };
}

function select(
  zones: readonly Zone[],
  wanted: readonly string[] = [],
  keyOf: (zone: Zone) => string | undefined,
  noun: string,
): readonly Zone[] {
  const missing = wanted.filter((key) => !zones.some((zone) => keyOf(zone) === key));
  if (missing.length > 0) throw invalidValue(`Invalid ${noun}: [${missing.join(', ')}]`);
  return zones.filter((zone) => wanted.length === 0 || wanted.includes(keyOf(zone) ?? ''));
}

function describeZone(region: string, name: string): AvailabilityZone {
  return {
    ZoneName: name,
    ZoneId: zoneId(name),
    ZoneType: 'availability-zone',
    RegionName: region,
    GroupName: region,
    NetworkBorderGroup: region,
    State: 'available',
    OptInStatus: 'opt-in-not-required',
    Messages: [],
  };
}
