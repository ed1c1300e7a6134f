import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { assign, shellVariable } from '../../../../lib/action/shell.ts';
import { type AwsOptions, awsCommand } from '../../../../lib/aws/aws-command.ts';
import { targetGroupNameIn } from '../../../../lib/aws/load-balancer/arns.ts';
import { otherSlot, type PerSlot, type SlotName } from '../../../../lib/aws/target.ts';
import type { Parts } from './parts.ts';
import type { Step } from './step.ts';

/** ARNs of the target groups as they are once all is made. */
export function groupArnsOf({ target, targetGroups }: Parts): PerSlot<string> {
  const arnOf = (slot: SlotName) => {
    const { group, namesake } = targetGroups[slot];
    return group ? target.slots[slot].targetGroup : (namesake ?? shellVariable(variableOf(slot)));
  };
  return { blue: arnOf('blue'), green: arnOf('green') };
}

/** The group of a slot, when it does not exist: with the settings of the other one. */
export function makeTargetGroup(slot: SlotName, parts: Parts): Step[] {
  const { target, targetGroups, region } = parts;
  const { group, namesake } = targetGroups[slot];
  if (group) return [];
  const arn = target.slots[slot].targetGroup;
  const what = `target group ${arn} (slots.${slot}.targetGroup)`;
  if (namesake !== undefined) {
    return [{ what, isMissing: true, note: `whose name ${namesake} has`, commands: [] }];
  }
  const twin = targetGroups[otherSlot(slot)].group;
  const made = awsCommand('elbv2 create-target-group', region, {
    name: targetGroupNameIn(arn),
    ...(twin ? optionsOf(twin) : optionsWithoutTwin(parts)),
    query: 'TargetGroups[0].TargetGroupArn',
    output: 'text',
  });
  const commands = [assign(variableOf(slot), made), ...(twin ? [copyAttributes(slot, twin, region)] : [])];
  return [{ what, isMissing: true, ...(twin && { note: `like ${twin.TargetGroupName}` }), commands }];
}

function variableOf(slot: SlotName): string {
  return `${slot.toUpperCase()}_TARGET_GROUP`;
}

/** What decides whether a target is healthy, and how it is reached. */
function optionsOf(twin: TargetGroup): AwsOptions {
  return {
    protocol: twin.Protocol,
    'protocol-version': twin.ProtocolVersion,
    port: twin.Port,
    'vpc-id': twin.VpcId,
    'target-type': twin.TargetType,
    'ip-address-type': twin.IpAddressType,
    'health-check-protocol': twin.HealthCheckProtocol,
    'health-check-port': twin.HealthCheckPort,
    'health-check-path': twin.HealthCheckPath,
    'health-check-interval-seconds': twin.HealthCheckIntervalSeconds,
    'health-check-timeout-seconds': twin.HealthCheckTimeoutSeconds,
    'healthy-threshold-count': twin.HealthyThresholdCount,
    'unhealthy-threshold-count': twin.UnhealthyThresholdCount,
    matcher: twin.Matcher,
  };
}

function optionsWithoutTwin({ target, services }: Parts): AwsOptions {
  const service = services.blue.service ?? services.green.service;
  const isInstance = service && !service.networkConfiguration?.awsvpcConfiguration;
  return {
    protocol: 'HTTP',
    port: target.container.port,
    'vpc-id': shellVariable('VPC_ID'),
    'target-type': isInstance ? 'instance' : 'ip',
    'health-check-path': shellVariable('HEALTH_CHECK_PATH'),
  };
}

/** The delay before targets are let go, for one, is no setting of the group itself. */
function copyAttributes(slot: SlotName, { TargetGroupArn }: TargetGroup, region: string): string {
  const group = { 'target-group-arn': TargetGroupArn };
  const attributes = awsCommand('elbv2 describe-target-group-attributes', region, {
    ...group,
    query: 'Attributes',
    output: 'json',
  });
  const copied = { 'target-group-arn': shellVariable(variableOf(slot)) };
  const modify = awsCommand('elbv2 modify-target-group-attributes', region, copied);
  return `${modify} --attributes "$(${attributes})"`;
}
