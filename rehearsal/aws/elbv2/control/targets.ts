import type {
  DeregisterTargetsInput,
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  RegisterTargetsInput,
  TargetDescription,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { notImplemented } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { checkPort } from '../health/checks.ts';
import type { Region, TargetGroupRecord } from '../state.ts';
import { type Target, targetKey } from '../target-groups.ts';
import type { Member } from '../traffic/membership.ts';
import { groupsOf, loadBalancerUsing } from '../traffic/usage.ts';
import type { Control } from './control.ts';
import { findTargetGroup } from './find.ts';
import { compileHealthCheck } from './health-check.ts';
import { checkQuota, type Quotas } from './quotas.ts';
import { checkAddress } from './target-addresses.ts';

export function targetOperations({ state, settings }: Control): Operations {
  return {
    RegisterTargets(input: RegisterTargetsInput, call): object {
      const group = findTargetGroup(state.regionOf(call), input.TargetGroupArn ?? '');
      const targets = (input.Targets ?? []).map((sent) => {
        const target = readTarget(sent, group);
        checkAddress(target.id, sent.AvailabilityZone, settings.vpcRanges);
        return { target, zone: sent.AvailabilityZone };
      });
      const added = targets.filter(({ target }) => !group.membership.healthOf(target)).length;
      checkTargetQuotas(state.regionOf(call), group, added, settings.quotas);
      for (const { target, zone } of targets) group.membership.register(target, zone);
      return {};
    },
    DeregisterTargets(input: DeregisterTargetsInput, call): object {
      const group = findTargetGroup(state.regionOf(call), input.TargetGroupArn ?? '');
      const targets = (input.Targets ?? []).map((sent) => readTarget(sent, group));
      for (const target of targets) group.membership.deregister(target);
      return {};
    },
    DescribeTargetHealth(input: DescribeTargetHealthInput, call): DescribeTargetHealthOutput {
      const group = findTargetGroup(state.regionOf(call), input.TargetGroupArn ?? '');
      // Nothing here detects anomalies, which AWS tells by the same word as when it finds none.
      const extra = input.Include?.length ? { AnomalyDetection: NO_ANOMALY } : {};
      const asked = input.Targets?.map((sent) => readTarget(sent, group));
      const descriptions = asked
        ? asked.map((target) => describeAsked(group, target))
        : group.membership.members().map((member) => describeMember(group, member));
      return {
        TargetHealthDescriptions: descriptions.map((description) => ({ ...description, ...extra })),
      };
    },
  };
}

const NO_ANOMALY = { Result: 'normal', MitigationInEffect: 'no' } as const;

function checkTargetQuotas(region: Region, group: TargetGroupRecord, added: number, quotas: Quotas): void {
  const { targetsPerTargetGroup, targetsPerLoadBalancer } = quotas;
  checkQuota(group.membership.members().length + added, {
    ...{ code: 'TooManyTargets', of: 'targets per target group', most: targetsPerTargetGroup },
    on: `target group '${group.arn}'`,
  });
  const user = loadBalancerUsing(region, group.arn);
  if (!user) return;
  const groups = [...groupsOf(region, user.arn)];
  checkQuota(
    groups.reduce((sum, { membership }) => sum + membership.members().length, added),
    {
      ...{ code: 'TooManyTargets', of: 'targets per load balancer', most: targetsPerLoadBalancer },
      on: `load balancer '${user.arn}'`,
    },
  );
}

/** A target's port is the group's unless the caller gives another. */
function readTarget({ Id, Port, QuicServerId }: TargetDescription, group: TargetGroupRecord): Target {
  if (QuicServerId !== undefined) throw notImplemented('QUIC server ids');
  return { id: Id ?? '', port: Port ?? group.port };
}

function describeAsked(group: TargetGroupRecord, target: Target): TargetHealthDescription {
  const member = group.membership.members().find((known) => targetKey(known.target) === targetKey(target));
  if (member) return describeMember(group, member);
  return {
    Target: { Id: target.id, Port: target.port },
    TargetHealth: {
      State: 'unused',
      Reason: 'Target.NotRegistered',
      Description: 'Target is not registered to the target group',
    },
  };
}

function describeMember(
  group: TargetGroupRecord,
  { target, availabilityZone }: Member,
): TargetHealthDescription {
  const zone = availabilityZone === undefined ? {} : { AvailabilityZone: availabilityZone };
  return {
    Target: { Id: target.id, Port: target.port, ...zone },
    HealthCheckPort: String(checkPort(target, compileHealthCheck(group.healthCheck))),
    TargetHealth: group.membership.healthOf(target),
  };
}
