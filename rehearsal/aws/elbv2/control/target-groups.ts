import type {
  CreateTargetGroupInput,
  CreateTargetGroupOutput,
  DeleteTargetGroupInput,
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupsInput,
  DescribeTargetGroupsOutput,
  ModifyTargetGroupAttributesInput,
  ModifyTargetGroupInput,
  ModifyTargetGroupOutput,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Vpcs } from '../../ec2/vpcs.ts';
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { compileGroupRouting } from '../routing/group-routing.ts';
import type { Region, TargetGroupRecord } from '../state.ts';
import { loadBalancerUsing } from '../traffic/usage.ts';
import { targetGroupArn } from './arns.ts';
import { changeAttributes, describeAttributes, initialAttributes, replaceAttributes } from './attributes.ts';
import type { Control } from './control.ts';
import { findLoadBalancer, findTargetGroup } from './find.ts';
import { defaultHealthCheck, readHealthCheck } from './health-check.ts';
import { takePage } from './page.ts';
import { checkQuota } from './quotas.ts';
import { refuseBoth, selectRecords } from './select.ts';
import { refuseUnstickyRule } from './sticky-coupling.ts';
import { readTags } from './tags.ts';
import { checkTogether, TARGET_GROUP_ATTRIBUTES } from './target-group-attributes.ts';
import { invalid, oneOf, required, validName } from './validate.ts';

/** What decides whether two calls of CreateTargetGroup ask for the same. */
type Wanted = Pick<TargetGroupRecord, 'name' | 'port' | 'vpcId' | 'healthCheck'>;

export function targetGroupOperations(control: Control): Operations {
  const { state, settings, random } = control;

  function create(region: Region, wanted: Wanted, tags: Map<string, string>): TargetGroupRecord {
    const arn = targetGroupArn(region.place, wanted.name, random.hex(16));
    const attributes = initialAttributes(TARGET_GROUP_ATTRIBUTES);
    const group = { ...wanted, arn, attributes, routing: compileGroupRouting(attributes) };
    const record = Object.assign(group, { membership: control.createMembership(group) });
    region.targetGroups.set(arn, record);
    region.tags.set(arn, tags);
    return record;
  }

  return {
    CreateTargetGroup(input: CreateTargetGroupInput, call): CreateTargetGroupOutput {
      const region = state.regionOf(call);
      const wanted = readWanted(input, control);
      const tags = readTags(input.Tags);
      const same = findSame(region, wanted);
      if (!same) {
        const most = settings.quotas.targetGroups;
        checkQuota(region.targetGroups.size + 1, { code: 'TooManyTargetGroups', of: 'target groups', most });
      }
      const group = same ?? create(region, wanted, tags);
      return { TargetGroups: [describeTargetGroup(region, group)] };
    },
    DescribeTargetGroups(input: DescribeTargetGroupsInput, call): DescribeTargetGroupsOutput {
      const region = state.regionOf(call);
      refuseBoth(input, 'LoadBalancerArn', 'TargetGroupArns', 'Names');
      const selected = selectTargetGroups(region, input);
      const { items, ...next } = takePage(selected, ({ arn }) => arn, input, settings.pageSize);
      return { TargetGroups: items.map((group) => describeTargetGroup(region, group)), ...next };
    },
    ModifyTargetGroup(input: ModifyTargetGroupInput, call): ModifyTargetGroupOutput {
      const region = state.regionOf(call);
      const group = findTargetGroup(region, input.TargetGroupArn ?? '');
      group.healthCheck = readHealthCheck(input, group.healthCheck);
      group.membership.restartChecks();
      return { TargetGroups: [describeTargetGroup(region, group)] };
    },
    DeleteTargetGroup(input: DeleteTargetGroupInput, call): object {
      const region = state.regionOf(call);
      const group = region.targetGroups.get(input.TargetGroupArn ?? '');
      // Deleting what is gone succeeds: the operation has no error of its own for it.
      if (!group) return {};
      if (loadBalancerUsing(region, group.arn)) {
        throw new AwsError(
          'ResourceInUse',
          `Target group '${group.arn}' is currently in use by a listener or a rule`,
        );
      }
      group.membership.close();
      region.targetGroups.delete(group.arn);
      region.tags.delete(group.arn);
      return {};
    },
    DescribeTargetGroupAttributes(input: DescribeTargetGroupAttributesInput, call): object {
      const arn = input.TargetGroupArn ?? '';
      return { Attributes: describeAttributes(findTargetGroup(state.regionOf(call), arn).attributes) };
    },
    ModifyTargetGroupAttributes(input: ModifyTargetGroupAttributesInput, call): object {
      const arn = input.TargetGroupArn ?? '';
      const region = state.regionOf(call);
      const group = findTargetGroup(region, arn);
      const { attributes } = group;
      const changed = changeAttributes(attributes, input.Attributes ?? [], {
        models: TARGET_GROUP_ATTRIBUTES,
        noun: 'Target group',
      });
      checkTogether(changed);
      if (changed.get('stickiness.enabled') === 'true') refuseUnstickyRule(region, arn);
      replaceAttributes(attributes, changed);
      group.routing = compileGroupRouting(attributes);
      return { Attributes: describeAttributes(attributes) };
    },
  };
}

function readWanted(input: CreateTargetGroupInput, { settings, vpcs }: Control): Wanted {
  const name = validName(input.Name ?? '', 'Target group');
  refuseUnsupported(input);
  return {
    name,
    port: required(input.Port, 'port'),
    vpcId: existingVpc(required(input.VpcId, 'vpcId'), vpcs),
    healthCheck: readHealthCheck(input, defaultHealthCheck(settings.healthCheckTimeoutSeconds)),
  };
}

/** @throws AwsError ValidationError for a VPC that does not exist */
function existingVpc(vpcId: string, vpcs: Vpcs): string {
  if (!vpcs.has(vpcId)) throw invalid(`The VPC ID '${vpcId}' is not found`);
  return vpcId;
}

function refuseUnsupported(input: CreateTargetGroupInput): void {
  // `instance` is what AWS takes when the caller says nothing.
  const { TargetType: type = 'instance', IpAddressType: family = 'ipv4' } = input;
  if (type !== 'ip') throw notImplemented(`target groups of target type ${type} (TargetType must be ip)`);
  const protocol = required(input.Protocol, 'protocol');
  if (protocol !== 'HTTP') throw notImplemented(`target groups of protocol ${protocol}`);
  const version = oneOf(input.ProtocolVersion ?? 'HTTP1', ['HTTP1', 'HTTP2', 'GRPC'], 'protocolVersion');
  if (version !== 'HTTP1') throw notImplemented(`target groups of protocol version ${version}`);
  if (family !== 'ipv4') throw notImplemented(`target groups of IP address type ${family}`);
  if (input.TargetControlPort !== undefined) throw notImplemented('target control ports');
}

/**
 * The group that is wanted, if it is there already: creating it again is no error.
 * @throws AwsError DuplicateTargetGroupName when the name is taken by a different one
 */
function findSame(region: Region, wanted: Wanted): TargetGroupRecord | undefined {
  const known = [...region.targetGroups.values()].find(({ name }) => name === wanted.name);
  if (!known) return undefined;
  const settingsOf = ({ port, vpcId, healthCheck }: Wanted) => JSON.stringify([port, vpcId, healthCheck]);
  if (settingsOf(known) === settingsOf(wanted)) return known;
  throw new AwsError(
    'DuplicateTargetGroupName',
    `A target group with the same name '${wanted.name}' exists, but with different settings`,
  );
}

function selectTargetGroups(
  region: Region,
  { LoadBalancerArn, TargetGroupArns, Names }: DescribeTargetGroupsInput,
): readonly TargetGroupRecord[] {
  if (LoadBalancerArn !== undefined) {
    const loadBalancer = findLoadBalancer(region, LoadBalancerArn);
    return [...region.targetGroups.values()].filter(
      ({ arn }) => loadBalancerUsing(region, arn) === loadBalancer,
    );
  }
  return selectRecords(region.targetGroups, {
    arns: TargetGroupArns,
    names: Names,
    code: 'TargetGroupNotFound',
    noun: 'target groups',
  });
}

function describeTargetGroup(region: Region, group: TargetGroupRecord): TargetGroup {
  const { healthCheck } = group;
  const user = loadBalancerUsing(region, group.arn);
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: 'HTTP',
    Port: group.port,
    VpcId: group.vpcId,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: healthCheck.port,
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: healthCheck.intervalSeconds,
    HealthCheckTimeoutSeconds: healthCheck.timeoutSeconds,
    HealthyThresholdCount: healthCheck.healthyThreshold,
    UnhealthyThresholdCount: healthCheck.unhealthyThreshold,
    HealthCheckPath: healthCheck.path,
    Matcher: { HttpCode: healthCheck.matcher },
    LoadBalancerArns: user ? [user.arn] : [],
    TargetType: 'ip',
    ProtocolVersion: 'HTTP1',
    IpAddressType: 'ipv4',
  };
}
