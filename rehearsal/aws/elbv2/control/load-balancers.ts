import type {
  CreateLoadBalancerInput,
  CreateLoadBalancerOutput,
  DeleteLoadBalancerInput,
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput,
  LoadBalancer,
  ModifyLoadBalancerAttributesInput,
  SetSecurityGroupsInput,
  SetSecurityGroupsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import type { LoadBalancerRecord, Region } from '../state.ts';
import { removeLoadBalancer } from '../traffic/publish.ts';
import { loadBalancerArn } from './arns.ts';
import { changeAttributes, describeAttributes, initialAttributes, replaceAttributes } from './attributes.ts';
import type { Control } from './control.ts';
import { findLoadBalancer } from './find.ts';
import { LOAD_BALANCER_ATTRIBUTES } from './load-balancer-attributes.ts';
import { takePage } from './page.ts';
import { checkQuota } from './quotas.ts';
import { checkSecurityGroups } from './security-groups.ts';
import { refuseBoth, selectRecords } from './select.ts';
import { readTags } from './tags.ts';
import { invalid, required, validName } from './validate.ts';
import { locate } from './zones.ts';

/** What decides whether two calls of CreateLoadBalancer ask for the same. */
type Wanted = Pick<LoadBalancerRecord, 'name' | 'scheme' | 'subnets' | 'securityGroups'>;

/** Hosted zone of the embedded load balancers' names; AWS has one for each region. */
const HOSTED_ZONE = 'Z0EMBEDDEDAWS';

export function loadBalancerOperations(control: Control): Operations {
  const { state, settings, clock, random } = control;

  async function create(
    region: Region,
    wanted: Wanted,
    tags: Map<string, string>,
  ): Promise<LoadBalancerRecord> {
    const whereabouts = locate(region.place.region, wanted.subnets, control);
    checkSecurityGroups(wanted.securityGroups, whereabouts.vpcId, control.vpcs);
    const claimed = await control.dataPlane.claimAddress();
    // Another call may have made it while the address was claimed.
    const rival = findSame(region, wanted);
    if (rival) {
      await claimed.release();
      return rival;
    }
    const arn = loadBalancerArn(region.place, wanted.name, random.hex(16));
    const record: LoadBalancerRecord = {
      ...wanted,
      arn,
      claimed,
      createdAt: new Date(clock.now()),
      ...whereabouts,
      attributes: initialAttributes(LOAD_BALANCER_ATTRIBUTES),
      nodes: control.createNodes(arn),
    };
    region.loadBalancers.set(arn, record);
    region.tags.set(arn, tags);
    return record;
  }

  return {
    async CreateLoadBalancer(input: CreateLoadBalancerInput, call): Promise<CreateLoadBalancerOutput> {
      const region = state.regionOf(call);
      const wanted = readWanted(input);
      const tags = readTags(input.Tags);
      const same = findSame(region, wanted);
      if (!same) {
        const most = settings.quotas.loadBalancers;
        const limit = { code: 'TooManyLoadBalancers', of: 'load balancers', most };
        checkQuota(region.loadBalancers.size + 1, limit);
      }
      const record = same ?? (await create(region, wanted, tags));
      return { LoadBalancers: [describeLoadBalancer(record, 'provisioning')] };
    },
    DescribeLoadBalancers(input: DescribeLoadBalancersInput, call): DescribeLoadBalancersOutput {
      const region = state.regionOf(call);
      refuseBoth(input, 'LoadBalancerArns', 'Names');
      const selected = selectRecords(region.loadBalancers, {
        arns: input.LoadBalancerArns,
        names: input.Names,
        code: 'LoadBalancerNotFound',
        noun: 'load balancers',
      });
      const { items, ...next } = takePage(selected, ({ arn }) => arn, input, settings.pageSize);
      return { LoadBalancers: items.map((record) => describeLoadBalancer(record, 'active')), ...next };
    },
    async DeleteLoadBalancer(input: DeleteLoadBalancerInput, call): Promise<object> {
      const region = state.regionOf(call);
      const record = region.loadBalancers.get(input.LoadBalancerArn ?? '');
      // Deleting what is gone succeeds, as the API promises.
      if (!record) return {};
      if (record.attributes.get('deletion_protection.enabled') === 'true') {
        throw new AwsError(
          'OperationNotPermitted',
          `Load balancer '${record.arn}' cannot be deleted because deletion protection is enabled`,
        );
      }
      await removeLoadBalancer(region, record);
      return {};
    },
    SetSecurityGroups(input: SetSecurityGroupsInput, call): SetSecurityGroupsOutput {
      const arn = input.LoadBalancerArn ?? '';
      if (input.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic !== undefined) {
        throw invalid('Rules for PrivateLink traffic can be enforced only on Network Load Balancers');
      }
      const record = findLoadBalancer(state.regionOf(call), arn);
      const securityGroups = input.SecurityGroups ?? [];
      checkSecurityGroups(securityGroups, record.vpcId, control.vpcs);
      record.securityGroups = [...securityGroups];
      return { SecurityGroupIds: [...record.securityGroups] };
    },
    DescribeLoadBalancerAttributes(input: DescribeLoadBalancerAttributesInput, call): object {
      const arn = input.LoadBalancerArn ?? '';
      return { Attributes: describeAttributes(findLoadBalancer(state.regionOf(call), arn).attributes) };
    },
    ModifyLoadBalancerAttributes(input: ModifyLoadBalancerAttributesInput, call): object {
      const arn = input.LoadBalancerArn ?? '';
      const { attributes } = findLoadBalancer(state.regionOf(call), arn);
      const changes = input.Attributes ?? [];
      const models = { models: LOAD_BALANCER_ATTRIBUTES, noun: 'Load balancer' };
      replaceAttributes(attributes, changeAttributes(attributes, changes, models));
      return { Attributes: describeAttributes(attributes) };
    },
  };
}

function readWanted(input: CreateLoadBalancerInput): Wanted {
  const name = validName(input.Name ?? '', 'Load balancer');
  if (name.startsWith('internal-'))
    throw invalid(`Load balancer name '${name}' cannot begin with 'internal-'`);
  const { Type: type = 'application' } = input;
  if (type !== 'application') throw notImplemented(`load balancers of type ${type}`);
  if ((input.IpAddressType ?? 'ipv4') !== 'ipv4')
    throw notImplemented(`IP address type ${input.IpAddressType}`);
  if (input.CustomerOwnedIpv4Pool !== undefined || input.IpamPools !== undefined) {
    throw notImplemented('address pools of load balancers');
  }
  return {
    name,
    scheme: input.Scheme ?? 'internet-facing',
    subnets: readSubnets(input),
    securityGroups: input.SecurityGroups ?? [],
  };
}

function readSubnets({ Subnets, SubnetMappings }: CreateLoadBalancerInput): readonly string[] {
  if (Subnets && SubnetMappings) throw invalid('Specify either subnets or subnet mappings, not both');
  const subnets =
    Subnets ?? SubnetMappings?.map(({ SubnetId }) => required(SubnetId, 'subnetMappings.subnetId'));
  if (!subnets || new Set(subnets).size < 2) {
    throw invalid('At least two subnets in two different Availability Zones must be specified');
  }
  return subnets;
}

/**
 * The load balancer that is wanted, if it is there already: creating it again is no error.
 * @throws AwsError DuplicateLoadBalancerName when the name is taken by a different one
 */
function findSame(region: Region, wanted: Wanted): LoadBalancerRecord | undefined {
  const known = [...region.loadBalancers.values()].find(({ name }) => name === wanted.name);
  if (!known) return undefined;
  const settingsOf = ({ scheme, subnets, securityGroups }: Wanted) =>
    JSON.stringify([scheme, [...subnets].sort(), [...securityGroups].sort()]);
  if (settingsOf(known) === settingsOf(wanted)) return known;
  throw new AwsError(
    'DuplicateLoadBalancerName',
    `A load balancer with the same name '${wanted.name}' exists, but with different settings`,
  );
}

function describeLoadBalancer(record: LoadBalancerRecord, state: 'active' | 'provisioning'): LoadBalancer {
  return {
    LoadBalancerArn: record.arn,
    DNSName: record.claimed.address,
    CanonicalHostedZoneId: HOSTED_ZONE,
    CreatedTime: record.createdAt,
    LoadBalancerName: record.name,
    Scheme: record.scheme,
    VpcId: record.vpcId,
    State: { Code: state },
    Type: 'application',
    AvailabilityZones: record.zones.map((ZoneName, index) => ({
      ZoneName,
      SubnetId: record.subnets[index],
      LoadBalancerAddresses: [],
    })),
    SecurityGroups: [...record.securityGroups],
    IpAddressType: 'ipv4',
  };
}
